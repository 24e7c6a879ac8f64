import assert from 'node:assert/strict';
import { existsSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { WatchedFolder } from '../../electron/common/contract.ts';
import type { Inspection } from '../../electron/common/inspection.ts';
import { localUser } from '../../electron/node/localUser.ts';
import type { WatchWishes } from '../../electron/node/station/stationInterface.ts';
import { stationBench, type StationBench } from '../helpers/stationBench.ts';
import { tinyCameraFile } from '../helpers/tinyBundle.ts';

let bench: StationBench;
before(async () => {
  bench = await stationBench();
});
after(() => bench.close());

/** A watched folder of its own, let go of at the end so that the next test's is the only one. */
async function inFolder(
  name: string,
  wishes: WatchWishes,
  work: (folder: WatchedFolder) => Promise<void>,
): Promise<void> {
  const folder = await bench.watch(name, wishes);
  try {
    await work(folder);
  } finally {
    await bench.station.handlers.removeWatchedFolder({ folderId: folder.folderId }, localUser);
  }
}

const alarmOf = async (kind: 'imageOverwritten' | 'numberGap', { folderId }: WatchedFolder) => {
  const { alarms } = await bench.station.handlers.getState({}, localUser);
  return alarms.find((one) => one.kind === kind && one.folderId === folderId);
};

test('a burst of 500 renamed files: all judged, in the order of arrival', async () => {
  await inFolder('burst', {}, async (folder) => {
    const bytes = await Promise.all(Array.from({ length: 10 }, (_, index) => tinyCameraFile(index)));
    const names = Array.from({ length: 500 }, (_, index) => `part ${index + 1}.png`);
    for (const [index, name] of names.entries()) {
      writeFileSync(join(folder.path, `${name}.part`), bytes[index % 10]!);
      renameSync(join(folder.path, `${name}.part`), join(folder.path, name));
    }
    const rows = await bench.rowsUntil(500, folder);
    assert.deepEqual(
      rows.map(({ file }) => file),
      names,
    );
    assert.ok(rows.every(({ verdict }) => verdict !== 'unreadable'));
    const { queue } = await bench.lane(folder);
    assert.deepEqual([queue.depth, queue.behind], [0, 0]);
  });
});

test('a camera with one file name that exports faster than is judged: an alarm, and a row for what was lost', async () => {
  await inFolder('fixed name', {}, async (folder) => {
    const file = join(folder.path, 'snapshot.png');
    // Enough to do that the snapshot has to wait for its turn.
    for (let index = 0; index < 60; index += 1) {
      writeFileSync(join(folder.path, `before ${index}.png`), await tinyCameraFile(index));
    }
    const exports = 4;
    for (let index = 0; index < exports; index += 1) {
      writeFileSync(`${file}.tmp`, await tinyCameraFile(900 + index));
      renameSync(`${file}.tmp`, file);
      await pause(130);
    }
    const alarm = await bench.until('the alarm', () => alarmOf('imageOverwritten', folder));
    assert.match(alarm.message, /^snapshot\.png in .* was overwritten before it could be judged\.$/);
    await bench.until('an empty queue', async () => {
      const { queue } = await bench.lane(folder);
      return queue.depth + queue.behind === 0;
    });
    const rows = (await bench.rows(folder)).filter((row) => row.file === 'snapshot.png');
    const lost = rows.filter(({ verdict }) => verdict === 'unreadable');
    assert.ok(lost.length >= 1 && rows.length <= exports);
    for (const { reason } of lost) assert.match(reason ?? '', /overwritten by another image before/);
    assert.notEqual(rows.at(-1)?.verdict, 'unreadable', 'the newest one was judged');
  });
});

for (const way of ['renamed into place', 'written over'] as const) {
  test(`a camera with one file name too fast for files to settle, ${way}: an alarm and rows`, async () => {
    await inFolder(`too fast, ${way}`, {}, async (folder) => {
      const file = join(folder.path, 'snapshot.png');
      const exports = 20;
      const images = await Promise.all(
        Array.from({ length: exports }, (_, index) => tinyCameraFile(600 + index)),
      );
      for (const bytes of images) {
        writeFileSync(way === 'written over' ? file : `${file}.tmp`, bytes);
        if (way !== 'written over') renameSync(`${file}.tmp`, file);
        await pause(40);
      }
      await bench.until('the alarm', () => alarmOf('imageOverwritten', folder));
      await bench.until('an empty queue', async () => {
        const { queue } = await bench.lane(folder);
        return queue.depth + queue.behind === 0;
      });
      const rows = await bench.rows(folder);
      assert.ok(rows.length > exports / 4, `${rows.length} rows`);
      assert.ok(rows.length <= exports, `${rows.length} rows`);
      assert.notEqual(rows.at(-1)?.verdict, 'unreadable', 'the last one was judged');
    });
  });
}

test('a skipped number raises an alarm that names it', async () => {
  const recipe = { namePattern: '(?<job>\\w+)_(?<number>\\d+)', numberGapAlarm: true };
  await inFolder('numbers', { recipe }, async (folder) => {
    for (const number of [8, 9, 12]) {
      writeFileSync(join(folder.path, `lot7_${number}.png`), await tinyCameraFile(number));
    }
    const alarm = await bench.until('the alarm', () => alarmOf('numberGap', folder));
    assert.match(alarm.message, /^2 numbers are missing before 12: 10, 11\.$/);
    const rows = await bench.rowsUntil(3, folder);
    assert.deepEqual(
      rows.map(({ jobId, number }) => [jobId, number]),
      [8, 9, 12].map((number) => ['lot7', number]),
    );
  });
});

test('touched is no new image, exported anew is one, also over a restart', async () => {
  await inFolder('touched', {}, async (folder) => {
    const file = join(folder.path, 'a.png');
    const settledLedger = () =>
      bench.until('an empty queue', async () => {
        const { queue } = await bench.lane(folder);
        return queue.depth + queue.behind === 0;
      });
    writeFileSync(file, await tinyCameraFile(1));
    await bench.rowsUntil(1, folder);
    utimesSync(file, new Date(), new Date(Date.now() - 60_000));
    writeFileSync(join(folder.path, 'b.png'), await tinyCameraFile(2));
    await bench.rowsUntil(2, folder);
    await settledLedger();
    assert.equal((await bench.rows(folder)).length, 2);

    await bench.restart(() => utimesSync(file, new Date(), new Date(Date.now() - 30_000)));
    writeFileSync(join(folder.path, 'c.png'), await tinyCameraFile(3));
    await bench.rowsUntil(3, folder);
    await settledLedger();
    assert.equal((await bench.rows(folder)).length, 3);

    writeFileSync(file, await tinyCameraFile(4));
    const rows = await bench.rowsUntil(4, folder);
    assert.deepEqual(
      rows.map((row) => row.file),
      ['a.png', 'b.png', 'c.png', 'a.png'],
    );
    assert.notEqual(rows[0]?.contentSha256, rows[3]?.contentSha256);
  });
});

test('another recipe put in force during a run: every image once, by one or the other', async () => {
  await inFolder('switched', {}, async (folder) => {
    const count = 80;
    const images = await Promise.all(Array.from({ length: count }, (_, index) => tinyCameraFile(index)));
    for (const [index, bytes] of images.entries()) {
      writeFileSync(join(folder.path, `${index}.png`), bytes);
      if (index !== 40) continue;
      await bench.rowsUntil(5, folder);
      const { recipe } = await bench.lane(folder);
      const all = await bench.station.handlers.listRecipes({}, localUser);
      const before = all.find((one) => one.recipeId === recipe.recipeId && one.version === recipe.version);
      assert.ok(before);
      const next = await bench.station.handlers.saveRecipe(
        {
          recipeId: before.recipeId,
          settings: { ...before.settings, otherSizes: 'scaleRegion', limit: -1 },
        },
        localUser,
      );
      const { recipeId, version } = next;
      const { folderId } = folder;
      await bench.station.handlers.putRecipeInForce({ folderId, recipeId, version }, localUser);
    }
    const rows = await bench.rowsUntil(count, folder);
    await pause(300);
    assert.equal((await bench.rows(folder)).length, count);
    assert.equal(new Set(rows.map(({ file }) => file)).size, count);
    const versions = rows.map(({ recipeVersion }) => recipeVersion);
    assert.deepEqual(
      versions,
      versions.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(versions).size, 2);
    const second = versions.at(-1);
    for (const { recipeVersion, verdict, limit } of rows) {
      if (recipeVersion === second) assert.deepEqual([verdict, limit], ['fail', -1]);
      else assert.notEqual(limit, -1);
    }
    const { inspections } = await bench.station.handlers.listInspections(
      { folderId: folder.folderId, limit: 1 },
      localUser,
    );
    assert.equal(inspections[0]?.recipeVersion, second);
    const events = await bench.station.handlers.listEvents({ limit: 50 }, localUser);
    assert.ok(
      events.some(({ kind }) => kind === 'recipeSwitched'),
      'the switch is in the record',
    );
  });
});

test('after the verdict files move into dated folders, recorded, and numbers keep names apart', async () => {
  const recipe = { afterVerdict: 'move', limit: null, otherSizes: 'refuse' } as const;
  await inFolder('moved', { recipe }, async (folder) => {
    const moved = (count: number): Promise<readonly Inspection[]> =>
      bench.until(`${count} moved files`, async () => {
        const rows = (await bench.rows(folder)).filter(({ movedTo }) => movedTo !== null);
        return rows.length >= count ? rows : undefined;
      });
    const good = await tinyCameraFile(1);
    writeFileSync(join(folder.path, 'a.png'), good);
    writeFileSync(join(folder.path, 'text.png'), 'no image');
    await moved(2);
    // A fixed-name camera in a folder that is emptied: the same name, even the same picture, is another image.
    writeFileSync(join(folder.path, 'a.png'), good);
    const rows = await moved(3);
    for (const { file, verdict, movedTo } of rows) {
      const [name = '', ending = ''] = file.split('.');
      assert.match(movedTo ?? '', new RegExp(`^${verdict}/\\d{4}-\\d\\d-\\d\\d/${name}(_2)?\\.${ending}$`));
      assert.ok(existsSync(join(folder.path, movedTo ?? '')));
    }
    assert.equal(new Set(rows.map(({ movedTo }) => movedTo)).size, 3);
    assert.deepEqual(
      readdirSync(folder.path, { withFileTypes: true }).filter((one) => one.isFile()),
      [],
    );
  });
});
