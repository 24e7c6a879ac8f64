import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import sharp from 'sharp';
import type { JudgeImage, OpenBundle } from '../../../electron/common/inferenceProtocol.ts';
import type { ResultId } from '../../../electron/common/inspection.ts';
import type { ImageReply } from '../../../electron/node/inference/judgeImage.ts';
import { judgeInOrder } from '../../../electron/node/inference/judgeInOrder.ts';
import type { JudgingModel } from '../../../electron/node/inference/judgingModel.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';
import { tinyPreprocessing } from '../../helpers/tinyBundle.ts';

const order: OpenBundle = { kind: 'open', bundle: '', provider: 'cpu', otherSizes: 'refuse', bitDepth: null };
const preprocessing = { ...tinyPreprocessing, region: null };

/** A conveyor whose model does what the test says. */
async function conveyor(context: TestContext, judge: JudgingModel['judge']) {
  const folder = tempFolder(context);
  const answers: ImageReply[] = [];
  const failures: unknown[] = [];
  let notice = () => {};
  const model = {
    manifest: { calibration: { head: 'ssim' }, preprocessing } as JudgingModel['manifest'],
    judge,
  };
  const ask = judgeInOrder(
    model,
    order,
    (reply) => {
      if ('resultId' in reply) answers.push(reply);
      notice();
    },
    (error) => {
      failures.push(error);
      notice();
    },
  );
  const bytes = await sharp(Buffer.alloc(64 * 64, 99), { raw: { width: 64, height: 64, channels: 1 } })
    .png()
    .toBuffer();
  const request = (name: string): JudgeImage => {
    const file = join(folder, `${name}.png`);
    writeFileSync(file, bytes);
    const { size, mtimeMs } = statSync(file);
    const picture = (kind: string) => join(folder, `${name}.${kind}`);
    return {
      kind: 'judge',
      resultId: name as ResultId,
      file,
      sizeBytes: size,
      modifiedMs: mtimeMs,
      inspectedSha256: null,
      limit: 1,
      reviewLimit: null,
      archivePass: false,
      pictures: { thumbnail: picture('t'), map: picture('m'), archive: picture('a') },
    };
  };
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => (notice = resolve));
  };
  return { ask, answers, failures, request, until };
}

const fine = { scores: { ssim: 0.5 }, map: new Float32Array(64 * 64), reconstruction: null };

test('many at once are answered in their order, one at a time in the model', async (context) => {
  let running = 0;
  const { ask, answers, request, until } = await conveyor(context, async (images) => {
    running += 1;
    assert.equal(running, 1);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
    return images.map((image) => ({ ...fine, scores: { ssim: (image[0] ?? 0) / 2 } }));
  });
  const requests = Array.from({ length: 30 }, (_, index) => request(`r${index}`));
  for (const one of requests) ask(one);
  await until(() => answers.length === requests.length);
  assert.deepEqual(
    answers.map(({ resultId }) => resultId),
    requests.map(({ resultId }) => resultId),
  );
});

test('when the model fails, it is told once and nothing is answered any more', async (context) => {
  let runs = 0;
  const { ask, answers, failures, request, until } = await conveyor(context, async (images) => {
    runs += 1;
    if (runs === 2) throw new Error('out of memory');
    return images.map(() => fine);
  });
  ask(request('a'));
  await until(() => answers.length > 0);
  for (const name of ['b', 'c', 'd', 'e']) ask(request(name));
  await until(() => failures.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(
    answers.map(({ resultId }) => resultId),
    ['a'],
  );
  assert.equal(failures.length, 1);
  assert.match(String(failures[0]), /out of memory/);
});

test('a score that is no number counts as a failure of the model, never as a pass', async (context) => {
  const { ask, answers, failures, request, until } = await conveyor(context, async () => [
    { ...fine, scores: { ssim: Number.NaN } },
  ]);
  ask(request('a'));
  await until(() => failures.length > 0);
  assert.deepEqual(answers, []);
});
