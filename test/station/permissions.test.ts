import assert from 'node:assert/strict';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { localUser } from '../../electron/node/localUser.ts';
import { stationBench, type StationBench } from '../helpers/stationBench.ts';
import { tinyCameraFile } from '../helpers/tinyBundle.ts';

const nobody = 65_534;
const inferenceEntry = fileURLToPath(new URL('../../electron/processes/inference.ts', import.meta.url));

/** Root may read and write everything, so these tests give its rights up where they can. */
function giveUpRoot(): string | false {
  if (process.platform === 'win32') return 'Windows has rights of another kind';
  if (process.getuid?.() !== 0) return false;
  process.seteuid?.(nobody);
  try {
    accessSync(inferenceEntry, constants.R_OK);
    return false;
  } catch {
    process.seteuid?.(0);
    return 'root may read everything, and the project lies where nobody else may read it';
  }
}

const skip = giveUpRoot();
let bench: StationBench;
before(async () => {
  if (skip === false) bench = await stationBench();
});
after(async () => {
  if (skip === false) await bench.close();
  if (process.getuid?.() === 0) process.seteuid?.(0);
});

async function judged(file: string) {
  return await bench.until(`a row of ${file}`, async () =>
    (await bench.rows()).find((row) => row.file === file),
  );
}

test(
  'read-only files are judged and moved; one that may not be read is a row with the reason',
  { skip },
  async () => {
    const folder = await bench.watch('files', { recipe: { afterVerdict: 'move' } });
    writeFileSync(join(folder.path, 'read-only.png'), await tinyCameraFile(1), { mode: 0o444 });
    writeFileSync(join(folder.path, 'closed.png'), await tinyCameraFile(2), { mode: 0o000 });
    writeFileSync(join(folder.path, 'good.png'), await tinyCameraFile(3));
    const row = await judged('read-only.png');
    assert.match(row.verdict, /pass|fail/, row.reason ?? '');
    const moved = await bench.until('the move', async () => (await judged('read-only.png')).movedTo);
    assert.equal(statSync(join(folder.path, moved)).mode & 0o777, 0o444);
    assert.match((await judged('good.png')).verdict, /pass|fail/);
    const closed = await judged('closed.png');
    assert.equal(closed.verdict, 'unreadable');
    assert.match(
      closed.reason ?? '',
      /^The station is not allowed to read the file \(EACCES\): give its user the right/,
    );
    await bench.station.handlers.removeWatchedFolder({ folderId: folder.folderId }, localUser);
  },
);

test(
  'a read-only folder: verdicts stand, files stay, an alarm says so; writable again, they move',
  { skip },
  async (t) => {
    const path = join(bench.root, 'folder');
    mkdirSync(path);
    writeFileSync(join(path, 'a.png'), await tinyCameraFile(4));
    chmodSync(path, 0o555);
    t.after(() => chmodSync(path, 0o755));
    const folder = await bench.watch('folder', { recipe: { afterVerdict: 'move' } }, { make: false });
    assert.match((await judged('a.png')).verdict, /pass|fail/);
    const alarm = await bench.until('the alarm', () => bench.alarm('moveFailed'));
    assert.match(alarm.message, /^a\.png cannot be moved: EACCES/);
    assert.ok(existsSync(join(path, 'a.png')));
    chmodSync(path, 0o755);
    // The next verdict moves what waited, too.
    writeFileSync(join(path, 'b.png'), await tinyCameraFile(5));
    await bench.until('both moves', async () =>
      (await bench.rows(folder)).every(({ movedTo }) => movedTo !== null),
    );
    assert.equal((await bench.rowsUntil(2, folder)).length, 2);
    assert.equal((await bench.alarm('moveFailed'))?.state, 'returnedUnacknowledged');
    await bench.station.handlers.removeWatchedFolder({ folderId: folder.folderId }, localUser);
  },
);

test('a folder that may not be read is shown as such, and watched once it may', { skip }, async (t) => {
  const path = join(bench.root, 'closed');
  mkdirSync(path);
  writeFileSync(join(path, 'c.png'), await tinyCameraFile(6));
  chmodSync(path, 0o000);
  t.after(() => chmodSync(path, 0o755));
  const folder = await bench.watch('closed', {}, { make: false });
  const { source } = await bench.until('the source to be missing', async () => {
    const lane = await bench.lane(folder);
    return lane.source.state === 'missing' ? lane : undefined;
  });
  assert.match(source.reason ?? '', /closed cannot be watched: the station is not allowed to read it\.$/);
  chmodSync(path, 0o755);
  assert.match((await judged('c.png')).verdict, /pass|fail/);
});
