import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { WatchedFolder } from '../../electron/common/contract.ts';
import { localUser } from '../../electron/node/localUser.ts';
import { writeBundle } from '../../models/writeBundle.ts';
import { stationBench, type StationBench } from '../helpers/stationBench.ts';
import { tinyBundle, tinyCameraFile } from '../helpers/tinyBundle.ts';

let bench: StationBench;
let folder: WatchedFolder;
before(async () => {
  bench = await stationBench();
  folder = await bench.watch('camera');
});
after(() => bench.close());

let serial = 0;
/** Exports a good image into the folder. */
async function exportGood(to = folder): Promise<string> {
  serial += 1;
  const file = `good ${serial}.png`;
  writeFileSync(join(to.path, file), await tinyCameraFile(serial));
  return file;
}
const rowsOf = async (file: string) => (await bench.rows()).filter((row) => row.file === file);
async function judged(file: string) {
  const row = await bench.until(`a row of ${file}`, async () => (await rowsOf(file))[0]);
  assert.match(row.verdict, /^(pass|fail)$/, row.reason ?? '');
  return row;
}
const raised = (kind: Parameters<StationBench['alarm']>[0]) =>
  bench.until(`the alarm ${kind}`, async () => {
    const alarm = await bench.alarm(kind);
    return alarm?.state === 'unacknowledged' ? alarm : undefined;
  });
const returned = (kind: Parameters<StationBench['alarm']>[0]) =>
  bench.until(`the alarm ${kind} to return`, async () => {
    return (await bench.alarm(kind))?.state === 'returnedUnacknowledged';
  });

test('a watched folder missing at the start, there, removed and back: shown, and every image once', async () => {
  const later = await bench.watch('later', {}, { make: false });
  const sourceIs = (state: string) =>
    bench.until(`the source to be ${state}`, async () => (await bench.lane(later)).source.state === state);
  await sourceIs('missing');
  assert.match((await raised('sourceGone')).message, /later cannot be watched: it is not there\.$/);
  await judged(await exportGood());

  mkdirSync(later.path);
  const first = await exportGood(later);
  await sourceIs('watching');
  await judged(first);
  await returned('sourceGone');

  renameSync(later.path, `${later.path} away`);
  await sourceIs('missing');
  await raised('sourceGone');
  renameSync(`${later.path} away`, later.path);
  await judged(await exportGood(later));
  assert.equal((await bench.rows(later)).length, 2, 'the first image was not judged again');
  assert.equal((await bench.lane(later)).source.state, 'watching');
  await bench.station.handlers.removeWatchedFolder({ folderId: later.folderId }, localUser);
});

test('a second station on the same home is refused, and the first goes on', async () => {
  await assert.rejects(
    stationBenchOn(),
    /^StoreError: Another station \(process \d+\) works in .*home; close it or choose another home with --home\.$/,
  );
  await judged(await exportGood());
});

async function stationBenchOn(): Promise<void> {
  const { createStation } = await import('../../electron/node/station/createStation.ts');
  const never = (): never => assert.fail('A refused station starts nothing.');
  const options = { version: '0.0.0', demoBundle: '', demoOnFirstStart: false };
  const station = await createStation({
    ...options,
    home: bench.home,
    createInference: never,
    launchTeach: never,
    launchReview: never,
    launchWorkbench: never,
  });
  await station.close();
}

test('no room for pictures: an alarm, and the verdict stands', async () => {
  const pictures = join(bench.home, 'pictures');
  renameSync(pictures, `${pictures} away`);
  writeFileSync(pictures, 'in the way, as a full disk would be');
  const row = await judged(await exportGood());
  assert.deepEqual(row.pictures, []);
  assert.match((await raised('pictureFailed')).message, /^A picture could not be written: /);
  rmSync(pictures);
  renameSync(`${pictures} away`, pictures);
  assert.ok((await judged(await exportGood())).pictures.includes('thumbnail'));
  await returned('pictureFailed');
});

test('no room for the log: images wait, an alarm shows, and all are committed once there is room', async () => {
  // SQLite itself reports the disk full at this many pages; the limit belongs to the station's own connection.
  const { pragma } = Database.prototype;
  const connections = new Set<Database.Database>();
  Database.prototype.pragma = function (this: Database.Database, ...args: Parameters<typeof pragma>) {
    connections.add(this);
    return pragma.apply(this, args);
  };
  await judged(await exportGood());
  Database.prototype.pragma = pragma;
  assert.equal(connections.size, 1);
  const [db] = connections as unknown as [Database.Database];
  const before = (await bench.rows()).length;
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true }) as number}`);
  const bytes = await tinyCameraFile(77);
  // Enough rows to need another page.
  const files = Array.from({ length: 60 }, (_, index) => `waits ${index} ${'x'.repeat(150)}.png`);
  for (const file of files) writeFileSync(join(folder.path, file), bytes);
  assert.match((await raised('storeFailed')).message, /^The log cannot be written \(.*full\); images wait/);
  const state = await bench.station.handlers.getState({}, localUser);
  assert.equal(state.phase, 'running', 'screens are still answered');
  db.pragma('max_page_count = 1073741823');
  await bench.rowsUntil(before + files.length);
  await returned('storeFailed');
  await pause(300);
  assert.equal((await bench.rows()).length, before + files.length);
});

test('a damaged bundle is refused before anything is watched with it', async () => {
  const damaged = join(bench.root, 'damaged');
  const damages: [file: string, damage: (bytes: Buffer) => Buffer, sentence: RegExp][] = [
    ['model.json', (bytes) => bytes.subarray(0, 100), /model\.json/],
    [
      'model.json',
      (bytes) => Buffer.from(bytes.toString().replace(/"limit": [\d.e-]+/, '"limit": "none"')),
      /limit/,
    ],
    ['model.onnx', (bytes) => bytes.fill(7, 1000, 1004), /model\.onnx/],
  ];
  for (const [file, damage, sentence] of damages) {
    rmSync(damaged, { recursive: true, force: true });
    cpSync(bench.bundle, damaged, { recursive: true });
    writeFileSync(join(damaged, file), damage(readFileSync(join(damaged, file))));
    mkdirSync(join(bench.root, 'never'), { recursive: true });
    await assert.rejects(bench.station.watchWithBundle(join(bench.root, 'never'), damaged), sentence);
  }
  const { lanes } = await bench.station.handlers.getState({}, localUser);
  assert.ok(lanes.every(({ path }) => !path.endsWith('never')));
  await judged(await exportGood());
});

test('an installed bundle damaged later: refused with an alarm, its images wait, the other folder goes on', async () => {
  const other = join(bench.root, 'other bundle');
  await writeBundle(other, await tinyBundle({ head: 'mae' }));
  mkdirSync(join(bench.root, 'second camera'));
  const second = await bench.station.watchWithBundle(join(bench.root, 'second camera'), other);
  const recipes = await bench.station.handlers.listRecipes({}, localUser);
  const { recipe } = await bench.lane(folder);
  const used = recipes.find((one) => one.recipeId === recipe.recipeId && one.version === recipe.version);
  const model = join(bench.home, 'bundles', used?.settings.bundle ?? '', 'model.onnx');
  await bench.restart(() => writeFileSync(model, readFileSync(model).fill(7, 1000, 1004)));

  assert.match((await raised('bundleRefused')).message, /model\.onnx.*\.$/s);
  const { inference } = await bench.lane(folder);
  assert.equal(inference.phase, 'refused');
  assert.match(inference.reason ?? '', /model\.onnx/);
  const waiting = await exportGood();
  await judged(await exportGood(second));
  assert.deepEqual(await rowsOf(waiting), []);

  const { recipe: good } = await bench.lane(second);
  await bench.station.handlers.putRecipeInForce(
    { folderId: folder.folderId, recipeId: good.recipeId, version: good.version },
    localUser,
  );
  assert.equal((await judged(waiting)).recipeVersion, good.version);
  await returned('bundleRefused');
});

test('a database locked or damaged is refused with a sentence and left byte for byte', async () => {
  const file = join(bench.home, 'station.db');
  const before = (await bench.rows()).length;
  await bench.restart(() => {});
  const started = bench.station;
  await started.close();
  const whole = readFileSync(file);

  const holder = new Database(file);
  holder.exec('BEGIN EXCLUSIVE');
  await assert.rejects(
    stationBenchOn(),
    /station\.db is locked by another program .*; close it and start again\.$/,
  );
  holder.exec('ROLLBACK');
  holder.close();

  const damages: [what: string, bytes: Buffer, sentence: RegExp][] = [
    [
      'its beginning',
      Buffer.from(whole).fill(0x55, 0, 100),
      /is not a SQLite database or its beginning is damaged/,
    ],
    ['pages within', Buffer.from(whole).fill(0x55, 4096, 4096 * 6), /is damaged .*It was left as it is/],
    ['its second half', whole.subarray(0, Math.floor(whole.length / 2)), /is damaged .*It was left as it is/],
  ];
  for (const [what, bytes, sentence] of damages) {
    writeFileSync(file, bytes);
    await assert.rejects(stationBenchOn(), sentence, what);
    assert.ok(readFileSync(file).equals(bytes), `${what}: not a byte was changed`);
  }
  writeFileSync(file, whole);
  assert.equal(statSync(file).size, whole.length);
  await bench.restart();
  assert.equal((await bench.rows()).length, before);
  await judged(await exportGood());
});
