import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Evaluation } from '../../../electron/node/evaluate/evaluation.ts';
import { writeBundle } from '../../../models/writeBundle.ts';
import { encodeWithSharp } from '../../helpers/images.ts';
import { runCli } from '../../helpers/runCli.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';
import { tinyBundle, tinyCamera, tinyCameraFile } from '../../helpers/tinyBundle.ts';

/** A mask as large as the camera image, white in a box. */
async function mask(box: { x: number; y: number; width: number; height: number }): Promise<Buffer> {
  const { width, height } = tinyCamera;
  const data = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height ? 255 : 0;
  });
  return await encodeWithSharp({ width, height, channels: 1, maxValue: 255, depth: 'uchar', data }, 'png');
}

test('evaluate: figures, raw scores, what was left out, and a report that is one file', async (context) => {
  const folder = tempFolder(context);
  await writeBundle(join(folder, 'bundle'), await tinyBundle());
  const put = (file: string, bytes: Uint8Array | string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytes);
  };
  for (const seed of [101, 102, 103, 104]) put(`set/test/good/${seed}.png`, await tinyCameraFile(seed));
  for (const seed of [201, 202]) put(`set/test/missing/${seed}.png`, await tinyCameraFile(seed, 'missing'));
  for (const seed of [301, 302]) put(`set/test/ro<t>/${seed}.png`, await tinyCameraFile(seed, 'rotated'));
  put('set/test/missing/half.png', (await tinyCameraFile(203, 'missing')).subarray(0, 400));
  put('set/ground_truth/missing/201_mask.png', await mask({ x: 70, y: 20, width: 30, height: 90 }));
  put('set/ground_truth/missing/202_mask.png', await mask({ x: 0, y: 0, width: 10, height: 10 }));
  put('set/ground_truth/ro<t>/301_mask.png', await encodeWithSharp(grey(20, 20), 'png'));

  const args = ['evaluate', '--bundle', 'bundle', '--data', 'set', '--report', 'report'];
  const { code, lines, errors } = await runCli(args, folder);
  assert.equal(code, 0, errors);
  const evaluation = lines.at(-1) as unknown as Evaluation;
  const { head, heads, images, unreadable, scores, masks } = evaluation;
  const { pixels } = heads[head]!;
  assert.deepEqual(images, { good: 4, bad: 4, unreadable: 1 });
  assert.deepEqual(
    unreadable.map(({ file, kind }) => [file, kind]),
    [['test/missing/half.png', 'missing']],
  );
  assert.equal(scores.length, 8);
  assert.deepEqual(Object.keys(heads[head]!.defects), ['missing', 'ro<t>']);
  const { escape, overkill } = heads[head]!;
  const failed = (good: boolean): number =>
    scores.filter(({ kind, verdict }) => (kind === 'good') === good && verdict === 'fail').length;
  assert.deepEqual([escape.of - escape.count, overkill.count], [failed(false), failed(true)]);
  assert.equal(masks?.used, 1);
  assert.deepEqual(masks?.missing, ['test/ro<t>/302.png']);
  assert.deepEqual(
    masks?.unusable.map(({ file }) => file),
    ['test/missing/202.png', 'test/ro<t>/301.png'],
  );
  assert.equal(pixels?.regions, 1);
  assert.ok(pixels.auroc > 0.5, `the map lies where the part is missing: ${pixels.auroc}`);

  assert.deepEqual(JSON.parse(readFileSync(join(folder, 'report', 'report.json'), 'utf8')), evaluation);
  const rows = readFileSync(join(folder, 'report', 'scores.csv'), 'utf8')
    .trim()
    .split('\r\n');
  assert.equal(rows.length, 1 + 9);
  assert.match(rows[0]!, /^file,kind,verdict,mae,/);
  const page = readFileSync(join(folder, 'report', 'report.html'), 'utf8');
  assert.match(page, /^<!doctype html>/);
  assert.doesNotMatch(page, /<script|<link|https?:|ro<t>/);
  assert.match(page, /ro&lt;t&gt;/);
  assert.equal((page.match(/data:image\/jpeg;base64,/g) ?? []).length % 2, 0);

  const again = await runCli(args, folder);
  assert.deepEqual(again.lines, lines, 'the same figures every time');
});

function grey(width: number, height: number) {
  return {
    width,
    height,
    channels: 1,
    maxValue: 255,
    depth: 'uchar',
    data: new Uint8Array(width * height),
  } as const;
}

test('evaluate: wrong use is refused in a sentence', async (context) => {
  const folder = tempFolder(context);
  const refused = async (args: readonly string[], because: RegExp): Promise<void> => {
    const { code, errors } = await runCli(['evaluate', ...args], folder);
    assert.equal(code, 2, errors);
    assert.match(errors, because);
  };
  await refused(['--data', '.'], /--bundle is missing/);
  await refused(['--bundle', 'b', '--good', '.'], /name --good and --bad, or --data/);
  await refused(['--bundle', 'b', '--good', '.', '--data', '.'], /--data stands instead of/);
  await refused(['--bundle', 'b', '--data', '.'], /there is no folder test of test images/);
});
