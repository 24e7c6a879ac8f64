import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CallFailure } from '../../../electron/common/callFailure.ts';
import type { AlarmId, FolderId, RecipeId, ResultId } from '../../../electron/common/inspection.ts';
import { defaultRecipeSettings, type Recipe } from '../../../electron/common/recipe.ts';
import { createStation } from '../../../electron/node/station/createStation.ts';
import { eva, fakeStation, type FakeStation } from '../../helpers/fakeStation.ts';
import { fakeImage } from '../../helpers/fakeInference.ts';
import { tinyBundle } from '../../helpers/tinyBundle.ts';

const write = (bench: FakeStation, name: string, text: string) =>
  writeFileSync(join(bench.camera, name), text);
const refused = (sentence: RegExp) => (error: unknown) =>
  error instanceof CallFailure && sentence.test(error.message);
const recipes = (bench: FakeStation) => bench.call.listRecipes({}, eva) as readonly Recipe[];
const eventKinds = async (bench: FakeStation) =>
  (await bench.call.listEvents({ limit: 500 }, eva)).map(({ kind }) => kind).reverse();

test('a folder watched with a bundle: installed, a recipe in force, inspected, kept over a restart', async (t) => {
  const bench = await fakeStation(t);
  const watched = await bench.station.watchWithBundle(bench.camera, bench.bundle);
  write(bench, 'a.png', fakeImage(0.5));
  await bench.until(() => bench.rows().length === 1);
  const [row] = bench.rows();
  assert.equal(row?.folderId, watched.folderId);
  assert.equal(
    existsSync(join(bench.home, 'bundles', recipes(bench)[0]?.settings.bundle ?? '', 'model.json')),
    true,
  );
  assert.equal(
    bench.station.pictureFile(row.resultId, 'map')?.startsWith(join(bench.home, 'pictures')),
    true,
  );
  assert.equal(bench.station.pictureFile('../../station.db' as ResultId, 'map'), null);
  await bench.restart();
  const again = await bench.station.watchWithBundle(bench.camera, bench.bundle);
  assert.equal(again.folderId, watched.folderId);
  assert.equal(recipes(bench).length, 1, 'asked again it changes nothing');
  write(bench, 'b.png', fakeImage(2));
  await bench.until(() => bench.rows().length === 2);
  assert.deepEqual(bench.lane().counts, { pass: 1, fail: 1, review: 0, unreadable: 0 });
  assert.equal(bench.state().phase, 'running');
  await bench.station.watchWithBundle(bench.camera, bench.bundle, {
    recursive: true,
    recipe: { afterVerdict: 'move' },
  });
  assert.deepEqual(
    recipes(bench).map(({ version }) => version),
    [2, 1],
  );
  assert.equal(bench.lane().recipe.version, 2);
  assert.equal(bench.lane().folderId, watched.folderId);
});

test('announcements: inspections gathered for at most 100 ms, the state at most four times a second', async (t) => {
  const bench = await fakeStation(t);
  await bench.station.watchWithBundle(bench.camera, bench.bundle);
  for (let index = 0; index < 60; index += 1) write(bench, `a${index}.png`, fakeImage(0.5, `${index}`));
  await bench.until(() => bench.rows().length === 60);
  const batches = bench.events.filter(({ name }) => name === 'inspectionsCompleted');
  assert.ok(batches.length < 30, `${batches.length} batches`);
  assert.deepEqual(
    bench.rows().map(({ sequence }) => sequence),
    bench.rows().map((_, index) => index + 1),
  );
  const states = bench.events.filter(({ name }) => name === 'stateChanged').map(({ atMs }) => atMs);
  for (let index = 1; index < states.length; index += 1) {
    assert.ok((states[index] ?? 0) - (states[index - 1] ?? 0) >= 245, 'not more often than every 250 ms');
  }
});

test('a second station on the same home is refused, and the first goes on', async (t) => {
  const bench = await fakeStation(t);
  const options = { home: bench.home, version: 'x', demoBundle: bench.bundle, demoOnFirstStart: false };
  await assert.rejects(
    createStation({
      ...options,
      createInference: bench.inference.create,
      launchTeach: () => assert.fail(),
      launchReview: () => assert.fail(),
      launchWorkbench: () => assert.fail(),
    }),
    /Another station \(process \d+\) works in/,
  );
  assert.equal(bench.state().phase, 'running');
});

test('a home whose database is damaged is refused and left as it is, and its lock is free again', async (t) => {
  const bench = await fakeStation(t);
  await bench.station.close();
  writeFileSync(join(bench.home, 'station.db'), 'something else entirely');
  await assert.rejects(bench.restart(), /is not a SQLite database/);
  await assert.rejects(bench.restart(), /is not a SQLite database/);
});

test('folders that must not be watched are refused with a sentence', async (t) => {
  const bench = await fakeStation(t);
  await bench.station.watchWithBundle(bench.camera, bench.bundle, { recursive: true });
  const { recipeId } = recipes(bench)[0]!;
  const sub = join(bench.camera, 'sub');
  mkdirSync(sub);
  writeFileSync(join(bench.root, 'file'), '');
  symlinkSync(bench.camera, join(bench.root, 'link'));
  const add = async (path: string, recursive = false) => {
    const folder = { path, recursive, watching: 'events', existingFiles: 'inspect' } as const;
    return bench.call.addWatchedFolder({ folder, recipeId }, eva);
  };
  await assert.rejects(add('relative'), refused(/give the whole path/));
  await assert.rejects(add(join(bench.root, 'none')), refused(/there is no such folder/));
  await assert.rejects(add(join(bench.root, 'file')), refused(/it is a file/));
  await assert.rejects(add(bench.camera), refused(/watched already/));
  await assert.rejects(add(join(bench.root, 'link')), refused(/watched already/));
  await assert.rejects(add(sub), refused(/inspected twice/));
  await assert.rejects(add(bench.home), refused(/keeps its own files there/));
  await assert.rejects(add(join(bench.home, 'bundles')), refused(/keeps its own files there/));
  await assert.rejects(add(bench.root, true), refused(/keeps its own files in a sub-folder/));
  const other = join(bench.root, 'other');
  mkdirSync(other);
  const unknown = { path: other, recursive: false, watching: 'events', existingFiles: 'inspect' } as const;
  const call = async () =>
    bench.call.addWatchedFolder({ folder: unknown, recipeId: 'none' as RecipeId }, eva);
  await assert.rejects(call(), refused(/no recipe with the id none/));
});

test('a folder removed and added again keeps its history: nothing is inspected twice', async (t) => {
  const bench = await fakeStation(t);
  const { folderId } = await bench.station.watchWithBundle(bench.camera, bench.bundle);
  write(bench, 'a.png', fakeImage(0.5));
  await bench.until(() => bench.rows().length === 1);
  await bench.call.removeWatchedFolder({ folderId }, eva);
  assert.deepEqual(bench.state().lanes, []);
  write(bench, 'b.png', fakeImage(0.5, 'b'));
  const folder = {
    path: bench.camera,
    recursive: false,
    watching: 'polling',
    existingFiles: 'inspect',
  } as const;
  const added = await bench.call.addWatchedFolder({ folder, recipeId: recipes(bench)[0]!.recipeId }, eva);
  assert.equal(added.folderId, folderId);
  await bench.until(() => bench.rows().length === 2);
  assert.deepEqual(
    bench.rows().map(({ file }) => file),
    ['a.png', 'b.png'],
  );
  assert.equal(bench.lane().source.state, 'polling');
});

test('stopping a lane is kept over a restart, and starting goes on', async (t) => {
  const bench = await fakeStation(t);
  const { folderId } = await bench.station.watchWithBundle(bench.camera, bench.bundle);
  await bench.call.stopInspecting({ folderId }, eva);
  await bench.restart();
  assert.equal(bench.lane().source.state, 'stopped');
  write(bench, 'a.png', fakeImage(0.5));
  await bench.call.startInspecting({ folderId }, eva);
  await bench.call.startInspecting({ folderId }, eva);
  await bench.until(() => bench.rows().length === 1);
  await assert.rejects(
    async () => bench.call.startInspecting({ folderId: 'none' as FolderId }, eva),
    refused(/No folder with the id none/),
  );
  const kinds = await eventKinds(bench);
  assert.equal(kinds.filter((kind) => kind === 'inspectingStarted').length, 1, 'told once');
});

test('recipes: a change is the next version, and switching is recorded with who did it', async (t) => {
  const bench = await fakeStation(t);
  const { folderId } = await bench.station.watchWithBundle(bench.camera, bench.bundle);
  const [first] = recipes(bench);
  const settings = { ...first!.settings, limit: 0.25 };
  const second = await bench.call.saveRecipe({ recipeId: first!.recipeId, settings }, eva);
  assert.deepEqual([second.version, second.createdBy, second.purpose], [2, 'eva', 'production']);
  assert.equal(bench.lane().recipe.version, 1, 'saved is not in force');
  await bench.call.putRecipeInForce({ folderId, recipeId: second.recipeId, version: 2 }, eva);
  write(bench, 'a.png', fakeImage(0.5));
  await bench.until(() => bench.rows().length === 1);
  assert.deepEqual([bench.rows()[0]?.verdict, bench.rows()[0]?.recipeVersion], ['fail', 2]);
  const [event] = (await bench.call.listEvents({ limit: 5 }, eva)).filter(
    ({ kind }) => kind === 'recipeSwitched',
  );
  assert.match(event?.message ?? '', /version 2 is in force in .*camera, before it .* version 1/);
  assert.equal(event?.by, 'eva');
  await bench.restart();
  assert.equal(bench.lane().recipe.version, 2);
  const missing = { ...defaultRecipeSettings, product: 'x', bundle: 'nowhere' };
  await assert.rejects(
    async () => bench.call.saveRecipe({ recipeId: null, settings: missing }, eva),
    refused(/nowhere cannot be used as a bundle/),
  );
  const above = { ...second.settings, limit: null, reviewLimit: 1e6 };
  await assert.rejects(
    async () => bench.call.saveRecipe({ recipeId: second.recipeId, settings: above }, eva),
    refused(/second limit 1000000 must lie below the limit/),
  );
  await assert.rejects(
    async () => bench.call.putRecipeInForce({ folderId, recipeId: second.recipeId, version: 9 }, eva),
    refused(/no version 9/),
  );
});

test('history, parts and reviews', async (t) => {
  const bench = await fakeStation(t);
  const namePattern = '^(?<part>\\d+)-(?<view>\\w+)';
  await bench.station.watchWithBundle(bench.camera, bench.bundle, { recipe: { namePattern } });
  for (const [name, score] of [
    ['7-top', 0.5],
    ['7-side', 2],
    ['8-top', 0.5],
  ] as const) {
    write(bench, `${name}.png`, fakeImage(score, name));
    await bench.until(() => bench.rows().at(-1)?.file === `${name}.png`);
  }
  const page = await bench.call.listInspections({ limit: 2 }, eva);
  assert.deepEqual(
    [page.inspections.map(({ file }) => file), page.more],
    [['8-top.png', '7-side.png'], true],
  );
  const rest = await bench.call.listInspections(
    { limit: 2, beforeSequence: page.inspections[1]!.sequence },
    eva,
  );
  assert.deepEqual([rest.inspections.map(({ file }) => file), rest.more], [['7-top.png'], false]);
  const part = await bench.call.getPart({ partId: '7', jobId: null }, eva);
  assert.equal(part.verdict, 'fail');
  assert.deepEqual(
    part.views.map(({ view, verdict }) => [view, verdict]),
    [
      ['top', 'pass'],
      ['side', 'fail'],
    ],
  );
  const { resultId } = page.inspections[1]!;
  const review = await bench.call.addReview({ resultId, decision: 'pass', reason: 'only dust' }, eva);
  assert.equal(review.by, 'eva');
  const found = await bench.call.getInspection({ resultId }, eva);
  assert.deepEqual([found.inspection.verdict, found.reviews, found.part?.partId], ['fail', [review], '7']);
  await assert.rejects(
    async () => bench.call.getPart({ partId: '9', jobId: null }, eva),
    refused(/no inspection of part 9/),
  );
  await assert.rejects(
    async () => bench.call.getInspection({ resultId: 'x' as ResultId }, eva),
    refused(/no inspection with the id x/),
  );
});

test('an inspection is shown with the region and limits it was judged by, also after its folder is let go', async (t) => {
  const bench = await fakeStation(t);
  const { manifest } = await tinyBundle();
  bench.inference.bundle = { ...bench.inference.bundle, bundleId: manifest.id };
  const { folderId } = await bench.station.watchWithBundle(bench.camera, bench.bundle);
  write(bench, 'a.png', fakeImage(0.5));
  await bench.until(() => bench.rows().length === 1);
  const { resultId } = bench.rows()[0]!;
  await bench.call.removeWatchedFolder({ folderId }, eva);
  await bench.restart();
  const found = await bench.call.getInspection({ resultId }, eva);
  assert.deepEqual(found.judgedBy?.region, manifest.preprocessing.region);
  assert.equal(found.judgedBy?.headLimits.mae, manifest.heads.mae?.limit);
  rmSync(join(bench.home, 'bundles'), { recursive: true });
  assert.equal((await bench.call.getInspection({ resultId }, eva)).judgedBy, null);
});

test('settings are kept; another provider is another process; alarms are acknowledged by name', async (t) => {
  const bench = await fakeStation(t);
  await bench.station.watchWithBundle(bench.camera, bench.bundle);
  await bench.until(() => bench.lane().inference.phase === 'ready');
  bench.inference.fallbackReason = 'No such device.';
  const changed = await bench.call.changeSettings({ provider: 'cuda', diskLowMegabytes: 1 }, eva);
  assert.equal(changed.provider, 'cuda');
  await bench.until(() => bench.state().alarms.some(({ kind }) => kind === 'providerFallback'));
  assert.equal(bench.inference.links.at(-1)?.request?.provider, 'cuda');
  assert.equal(bench.inference.links[0]?.closed, true);
  const alarm = bench.state().alarms[0]!;
  await bench.call.acknowledgeAlarm({ alarmId: alarm.alarmId }, eva);
  assert.equal(bench.state().alarms[0]?.state, 'acknowledged', 'the cause is still there');
  await assert.rejects(
    async () => bench.call.acknowledgeAlarm({ alarmId: 'x' as AlarmId }, eva),
    refused(/not active any more/),
  );
  await bench.restart();
  assert.equal((await bench.call.getSettings({}, eva)).provider, 'cuda');
  const kinds = await eventKinds(bench);
  for (const kind of [
    'started',
    'folderAdded',
    'settingsChanged',
    'alarmRaised',
    'alarmAcknowledged',
    'stopped',
  ]) {
    assert.ok(kinds.includes(kind), kind);
  }
});

test('a backup is written beside and never over a file; folders are listed', async (t) => {
  const bench = await fakeStation(t);
  const path = join(bench.root, 'backups', 'one.db');
  const { sizeBytes } = await bench.call.backUp({ path }, eva);
  assert.ok(sizeBytes > 0);
  await assert.rejects(async () => bench.call.backUp({ path }, eva), refused(/never overwrites/));
  await assert.rejects(async () => bench.call.backUp({ path: 'here.db' }, eva), refused(/no whole path/));
  assert.deepEqual(readdirSync(join(bench.root, 'backups')), ['one.db']);
  const listing = await bench.call.browseFolders({ path: bench.root }, eva);
  assert.deepEqual(
    listing.folders.map(({ name }) => name),
    ['backups', 'bundle', 'camera', 'home'],
  );
  const places = await bench.call.browseFolders({ path: null }, eva);
  assert.ok(places.folders.length > 0 && places.path === null);
});

test('a folder missing when the station starts is an alarm that returns when it is there', async (t) => {
  const bench = await fakeStation(t);
  const late = join(bench.root, 'late');
  await bench.station.watchWithBundle(late, bench.bundle);
  await bench.until(() => bench.lane().source.state === 'missing');
  await bench.until(() =>
    bench.state().alarms.some(({ kind, state }) => kind === 'sourceGone' && state === 'unacknowledged'),
  );
  mkdirSync(late);
  writeFileSync(join(late, 'a.png'), fakeImage(0.5));
  await bench.until(() => bench.rows().length === 1);
  await bench.until(() => bench.state().alarms[0]?.state === 'returnedUnacknowledged');
});
