import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TeachingOrder } from '../../../electron/common/contract.ts';
import type { SetUpDraft, SetUpTask } from '../../../electron/common/setUp.ts';
import { tinyBundle, tinyCameraFile } from '../../helpers/tinyBundle.ts';
import { writeBundle } from '../../../models/writeBundle.ts';
import { eva, fakeStation, type FakeStation } from '../../helpers/fakeStation.ts';

const draftOf = (bench: FakeStation, product = 'bottle'): SetUpDraft => ({
  ...{ step: 'sort', product, source: 'folder', good: bench.camera, camera: { path: '', count: 200 } },
  ...{ region: null, ignored: [], leftOut: ['odd.png'], bad: [], preset: 'quick', size: 96, channels: 1 },
  ...{ minutes: '', head: 'fused', msPerImage: '', locateShare: 0, locateDegrees: 0 },
  ...{ overkillPercent: null, allowEstimate: false, badFolder: '', tryFolder: '' },
  watched: { path: '', recursive: false, watching: 'events', existingFiles: 'inspect' },
  options: { namePattern: 'x' },
});

async function ended(bench: FakeStation, kind: SetUpTask['kind']): Promise<SetUpTask> {
  for (;;) {
    const task = (await bench.call.getSetUpTask({ kind }, eva)) as SetUpTask;
    if (task.phase !== 'running') return task;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a draft outlives a restart; one that another screen changed is not written over', async (t) => {
  const bench = await fakeStation(t);
  const first = await bench.call.getSetUp({}, eva);
  assert.deepEqual([first.draft, first.made, first.teachingId], [null, null, null]);
  const { revision } = first;
  const saved = await bench.call.saveSetUp({ draft: draftOf(bench), revision }, eva);
  assert.ok(saved.saved);
  const late = await bench.call.saveSetUp({ draft: draftOf(bench, 'can'), revision }, eva);
  assert.equal(late.saved, false);
  assert.equal(late.stored.draft?.product, 'bottle');
  await bench.restart();
  const again = await bench.call.getSetUp({}, eva);
  assert.deepEqual(again.draft, draftOf(bench));
  await bench.call.saveSetUp({ draft: null, revision: again.revision }, eva);
  assert.equal((await bench.call.getSetUp({}, eva)).draft, null);
});

test('what a teaching of the draft made is kept with it, over a restart too', async (t) => {
  const bench = await fakeStation(t);
  const { revision } = await bench.call.getSetUp({}, eva);
  await bench.call.saveSetUp({ draft: draftOf(bench), revision }, eva);
  const order: TeachingOrder = {
    ...{ product: 'bottle', good: bench.camera, region: null, channels: 1, size: 64, minutes: 1 },
    ...{ head: 'learnedSimilarity', seed: 1, forSetUp: true },
  };
  const { teachingId } = await bench.call.startTeaching(order, eva);
  await bench.until(() => bench.teachers.length === 1);
  const child = bench.teachers[0]!;
  const [request] = child.sent as [{ out: string }];
  await writeBundle(request.out, await tinyBundle());
  const progress = { phase: 'done', step: 3, steps: 3, secondsLeft: null, losses: {}, images: 24 };
  child.say({
    kind: 'progress',
    progress: { ...progress, skipped: [], picture: 0, plan: null, calibration: 'Limit 1.', reason: null },
  });
  child.exit(0);
  await bench.until(() => bench.state().teaching?.phase === 'done');
  const kept = await bench.call.getSetUp({}, eva);
  assert.deepEqual([kept.teachingId, kept.made?.version], [teachingId, 1]);
  await bench.restart();
  assert.deepEqual((await bench.call.getSetUp({}, eva)).made, kept.made);
});

test('a survey ranks the images of a folder, with a picture of each; a trial judges some with a version', async (t) => {
  const bench = await fakeStation(t);
  const good = join(bench.root, 'good');
  mkdirSync(good);
  for (let seed = 1; seed <= 30; seed += 1) {
    writeFileSync(join(good, `${seed}.png`), await tinyCameraFile(seed));
  }
  writeFileSync(join(good, 'turned.png'), await tinyCameraFile(900, 'rotated'));
  writeFileSync(join(good, 'text.png'), 'no image');
  await bench.call.startSetUpTask({ order: { kind: 'survey', good, region: null, ignored: [] } }, eva);
  const survey = await ended(bench, 'survey');
  assert.equal(survey.phase, 'done', survey.reason ?? '');
  assert.equal(survey.surveyed.length, 31);
  assert.equal(survey.surveyed[0]?.file, 'turned.png');
  assert.deepEqual(
    survey.leftOut.map(({ file }) => file),
    ['text.png'],
  );
  const picture = bench.station.setUpPictureFile(survey.taskId, survey.surveyed[0]?.number ?? 0);
  assert.ok(picture?.startsWith(bench.home));
  assert.equal(bench.station.setUpPictureFile('other' as typeof survey.taskId, 1), null);

  const { recipeId, version } = await bench.call.importBundle({ path: bench.bundle }, eva);
  const order = {
    kind: 'trial',
    recipeId,
    version,
    folder: good,
    files: ['1.png', 'turned.png', 'text.png'],
  } as const;
  await bench.call.startSetUpTask({ order: { ...order, files: [...order.files] } }, eva);
  const trial = await ended(bench, 'trial');
  assert.deepEqual(
    trial.tried.map(({ file, score }) => [file, score === null]),
    [
      ['1.png', false],
      ['turned.png', false],
      ['text.png', true],
    ],
  );
  assert.match(trial.tried[2]?.reason ?? '', /not an image|text/);
});

test('a folder that is not there is refused with its name; a cancelled task says so', async (t) => {
  const bench = await fakeStation(t);
  const order = { kind: 'survey', region: null, ignored: [] } as const;
  const start = (good: string) => bench.call.startSetUpTask({ order: { ...order, good, ignored: [] } }, eva);
  await assert.rejects(async () => start(join(bench.root, 'none')), /There is no folder .*none/);
  await assert.rejects(async () => start('good'), /no whole path/);
  await bench.call.startSetUpTask({ order: { kind: 'collect', path: bench.camera, count: 50 } }, eva);
  await assert.rejects(
    async () => bench.call.startSetUpTask({ order: { kind: 'collect', path: bench.camera, count: 50 } }, eva),
    /collected already/,
  );
  await bench.call.cancelSetUpTask({ kind: 'collect' }, eva);
  assert.equal((await ended(bench, 'collect')).phase, 'cancelled');
});
