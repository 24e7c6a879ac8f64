import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RecalibrationOrder, TeachingOrder } from '../../../electron/common/contract.ts';
import type { RecipeId } from '../../../electron/common/inspection.ts';
import type { TeachReply, TeachRequest } from '../../../electron/common/teachProtocol.ts';
import { writeBundle } from '../../../models/writeBundle.ts';
import type { FakeChild } from '../../helpers/fakeChild.ts';
import { eva, fakeStation, type FakeStation } from '../../helpers/fakeStation.ts';
import { tinyBundle } from '../../helpers/tinyBundle.ts';

type Progress = Extract<TeachReply, { kind: 'progress' }>['progress'];
const progress = (change: Partial<Progress>): TeachReply => ({
  kind: 'progress',
  progress: {
    ...{
      phase: 'teaching',
      step: 0,
      steps: null,
      secondsLeft: 60,
      losses: {},
      images: 40,
      skipped: [],
      picture: 0,
    },
    ...{ plan: null, calibration: null, reason: null },
    ...change,
  },
});
const orderOf = (bench: FakeStation, product = 'bottle'): TeachingOrder => ({
  ...{
    product,
    good: bench.camera,
    region: null,
    channels: 1,
    size: 64,
    minutes: 1,
    head: 'learnedSimilarity',
    seed: 1,
  },
});

async function begin(
  bench: FakeStation,
  product = 'bottle',
): Promise<{ child: FakeChild; request: Extract<TeachRequest, { kind: 'teach' }> }> {
  const before = bench.teachers.length;
  await bench.call.startTeaching(orderOf(bench, product), eva);
  await bench.until(() => bench.teachers.length > before);
  const child = bench.teachers.at(-1)!;
  return { child, request: child.sent[0] as Extract<TeachRequest, { kind: 'teach' }> };
}
const teach = async (bench: FakeStation, product: string) => {
  const { child, request } = await begin(bench, product);
  await writeBundle(request.out, await tinyBundle());
  child.say(progress({ phase: 'done', calibration: 'Limit 0.5 by rank 20 of 20.' }));
  child.exit(0);
  await bench.until(() => ['done', 'failed'].includes(bench.state().teaching?.phase ?? ''));
  return bench.state().teaching!;
};

test('a teaching shows its progress and ends with a recipe; taught again, with its next version', async (t) => {
  const bench = await fakeStation(t);
  const { child, request } = await begin(bench);
  assert.equal(bench.state().teaching?.phase, 'reading');
  await assert.rejects(async () => bench.call.startTeaching(orderOf(bench), eva), /bottle is being taught/);
  child.say(progress({ step: 7, losses: { kl: 0.5 }, picture: 2 }));
  const { teachingId, step, picture } = bench.state().teaching!;
  assert.deepEqual([step, picture], [7, 2]);
  assert.equal(bench.station.teachingPictureFile(teachingId, 2), join(request.pictures, '2.png'));
  assert.equal(bench.station.teachingPictureFile(teachingId, 3), null);
  await writeBundle(request.out, await tinyBundle());
  child.say(progress({ phase: 'done', calibration: 'Limit 0.5 by rank 20 of 20.' }));
  child.exit(0);
  await bench.until(() => bench.state().teaching?.phase === 'done');
  const done = bench.state().teaching!;
  const [recipe] = await bench.call.listRecipes({}, eva);
  assert.deepEqual([recipe?.recipeId, recipe?.version, recipe?.createdBy], [done.recipeId, 1, 'eva']);
  assert.ok(existsSync(join(bench.home, 'bundles', recipe?.settings.bundle ?? '', 'model.onnx')));
  await bench.until(() => !existsSync(request.out));
  const again = await teach(bench, 'bottle');
  assert.equal(again.recipeId, done.recipeId);
  assert.deepEqual(
    (await bench.call.listRecipes({}, eva)).map(({ version }) => version),
    [2, 1],
  );
  assert.notEqual((await teach(bench, 'can')).recipeId, done.recipeId);
  assert.ok(bench.events.some(({ name }) => name === 'teachingProgressed'));
});

test('cancelling, a crash and a refusal each end a teaching with its reason, and another can begin', async (t) => {
  const bench = await fakeStation(t);
  const cancelled = await begin(bench);
  const { teachingId } = bench.state().teaching!;
  await bench.call.cancelTeaching({ teachingId }, eva);
  assert.deepEqual(cancelled.child.sent.at(-1), { kind: 'cancel' });
  cancelled.child.say(progress({ phase: 'cancelled' }));
  cancelled.child.exit(0);
  await bench.until(() => bench.state().teaching?.phase === 'cancelled');
  await assert.rejects(async () => bench.call.cancelTeaching({ teachingId }, eva), /has ended already/);

  const crashed = await begin(bench);
  crashed.child.exit(null, 'SIGSEGV');
  await bench.until(() => bench.state().teaching?.phase === 'failed');
  assert.match(bench.state().teaching?.reason ?? '', /ended by SIGSEGV before teaching was complete/);

  const refused = await begin(bench);
  refused.child.say(progress({ phase: 'failed', reason: 'Teaching needs at least 20 good images, got 3.' }));
  refused.child.exit(0);
  await bench.until(() => bench.state().teaching?.reason?.startsWith('Teaching needs') === true);

  const foreign = await begin(bench);
  foreign.child.say(progress({ phase: 'done' }));
  foreign.child.exit(0);
  await bench.until(() => /cannot be used as a bundle/.test(bench.state().teaching?.reason ?? ''));
  assert.equal(bench.state().teaching?.phase, 'failed');
  assert.deepEqual(await bench.call.listRecipes({}, eva), []);
});

test('closing the station ends a teaching; a folder that is not there is refused', async (t) => {
  const bench = await fakeStation(t);
  const { child } = await begin(bench);
  await bench.restart();
  assert.ok(child.killed());
  assert.equal(bench.state().teaching, null);
  await assert.rejects(
    async () => bench.call.startTeaching({ ...orderOf(bench), good: join(bench.root, 'none') }, eva),
    /There is no folder/,
  );
  writeFileSync(join(bench.root, 'file'), '');
  await assert.rejects(
    async () => bench.call.startTeaching({ ...orderOf(bench), good: join(bench.root, 'file') }, eva),
    /There is no folder/,
  );
});

test('a recalibration ends with the recipe’s next version: the new bundle, and no limits by hand', async (t) => {
  const bench = await fakeStation(t);
  const { recipeId } = await teach(bench, 'bottle');
  const [taught] = await bench.call.listRecipes({}, eva);
  const byHand = { ...taught!.settings, limit: 5, silentAfterSeconds: 7 };
  await bench.call.saveRecipe({ recipeId, settings: byHand }, eva);
  const order: RecalibrationOrder = {
    ...{ recipeId: recipeId!, good: bench.camera, bad: null, head: null, withRelabelled: false },
    ...{ targetOverkill: 0.05, allowEstimate: false, reviewOverkill: null },
  };
  const before = bench.teachers.length;
  const state = await bench.call.startRecalibration(order, eva);
  assert.deepEqual([state.product, state.phase], ['bottle', 'reading']);
  await assert.rejects(async () => bench.call.startTeaching(orderOf(bench), eva), /bottle is being taught/);
  await bench.until(() => bench.teachers.length > before);
  const child = bench.teachers.at(-1)!;
  const request = child.sent[0] as Extract<TeachRequest, { kind: 'recalibrate' }>;
  assert.deepEqual([request.kind, request.order], ['recalibrate', order]);
  assert.ok(request.bundle.endsWith(join('bundles', taught!.settings.bundle)));
  const other = await tinyBundle({ goods: 30 });
  await writeBundle(request.out, other);
  child.say(progress({ phase: 'done', calibration: 'Limit 0.7.' }));
  child.exit(0);
  await bench.until(() => ['done', 'failed'].includes(bench.state().teaching?.phase ?? ''));
  assert.deepEqual([bench.state().teaching?.phase, bench.state().teaching?.recipeId], ['done', recipeId]);
  const [newest] = await bench.call.listRecipes({}, eva);
  assert.deepEqual([newest?.recipeId, newest?.version], [recipeId, 3]);
  const { settings } = newest!;
  assert.equal(settings.bundle, other.manifest.id);
  assert.deepEqual([settings.limit, settings.silentAfterSeconds], [null, 7], 'the rest stays as it was set');
  const kinds = (await bench.call.listEvents({ limit: 10 }, eva)).map(({ kind }) => kind);
  assert.ok(kinds.includes('recalibrationStarted') && kinds.includes('recalibrationDone'), kinds.join());
  const unknown = { ...order, recipeId: 'none' as RecipeId };
  await assert.rejects(async () => bench.call.startRecalibration(unknown, eva), /no recipe with the id none/);
});
