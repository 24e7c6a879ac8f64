import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'node:test';
import type { RestorePreview } from '../../../electron/common/keeping.ts';
import { CallFailure } from '../../../electron/common/callFailure.ts';
import { eva, fakeStation } from '../../helpers/fakeStation.ts';

test('a scheduled backup is made, read and listed; the newest few are kept; one that fails raises an alarm until the next is made', async (t) => {
  let nowMs = Date.UTC(2027, 5, 20, 12);
  const bench = await fakeStation(t, { wallClockMs: () => nowMs });
  const folder = join(bench.root, 'backups');
  const list = async () => bench.call.listBackUps({}, eva);
  const alarm = (kind: string) => bench.state().alarms.find((one) => one.kind === kind);
  const untilMade = async (count: number) => {
    for (let tries = 0; (await list()).length < count; tries += 1) {
      assert.ok(tries < 3000, `${count} backups are made`);
      await pause(10);
    }
  };
  const schedule = { every: 'hours', hours: 6 } as const;
  await bench.call.changeSettings({ backUps: { folder, schedule, keep: 2 } }, eva);
  for (let count = 1; count <= 3; count += 1) {
    await untilMade(count);
    nowMs += 6 * 3_600_000 + 1000;
  }
  await untilMade(4);
  await bench.until(() => readdirSync(folder).length === 2);
  const made = await list();
  assert.deepEqual(
    made.map(({ failure, deletedAt, scheduled }) => [failure, deletedAt === null, scheduled]),
    [
      [null, true, true],
      [null, true, true],
      [null, false, true],
      [null, false, true],
    ],
  );

  // Where the folder should be there is a file.
  const plain = join(bench.root, 'plain');
  writeFileSync(plain, '');
  await bench.call.changeSettings({ backUps: { folder: join(plain, 'x'), schedule, keep: 2 } }, eva);
  nowMs += 10 * 3_600_000;
  await bench.until(() => alarm('backUpFailed')?.causePresent === true);
  await bench.until(() => alarm('backUpOverdue')?.causePresent === true);
  assert.match((await list())[0]?.failure ?? '', /ENOTDIR|EEXIST/);
  await bench.call.changeSettings({ backUps: { folder: null, schedule, keep: 2 } }, eva);
  await bench.until(() => alarm('backUpFailed')?.causePresent !== true);
});

test('restoring from the screen: told first what it does, then the station opens again with the log of the backup', async (t) => {
  const bench = await fakeStation(t);
  const copy = join(bench.root, 'copy.db');
  await bench.call.changeSettings({ diskLowMegabytes: 11 }, eva);
  await bench.call.backUp({ path: copy }, eva);
  await bench.call.changeSettings({ diskLowMegabytes: 12 }, eva);
  const preview: RestorePreview = await bench.call.lookAtBackUp({ path: copy }, eva);
  // The change, and that it was backed up.
  assert.deepEqual([preview.inspectionsLost, preview.entriesLost], [0, 2]);
  await assert.rejects(
    async () => bench.call.restoreBackUp({ path: join(bench.root, 'none.db') }, eva),
    (error) => error instanceof CallFailure && /no backup at/.test(error.message),
  );
  await bench.call.restoreBackUp({ path: copy }, eva);
  await bench.station.restartAsked;
  await bench.restart();
  assert.equal((await bench.call.getSettings({}, eva)).diskLowMegabytes, 11);
  const [newest] = (await bench.call.listAudit({ limit: 1 }, eva)).entries;
  assert.deepEqual([newest?.action, newest?.by, newest?.record], ['restored', 'eva', copy]);
  const { keptAs } = newest?.old as { keptAs: string };
  assert.equal(existsSync(keptAs), true);
  assert.equal((await bench.call.verifyAudit({}, eva)).broken, null);

  await bench.call.restoreBackUp({ path: keptAs }, eva);
  await bench.restart();
  assert.equal((await bench.call.getSettings({}, eva)).diskLowMegabytes, 12, 'undone');
  await bench.restart();
  assert.equal((await bench.call.getSettings({}, eva)).diskLowMegabytes, 12, 'done once');
});
