import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import type { WatchedFolder } from '../../electron/common/contract.ts';
import type { ChildProcess } from '../../electron/node/childProcess.ts';
import type { Timers } from '../../electron/node/timers.ts';
import { isAlive } from '../helpers/isAlive.ts';
import { stationBench, type StationBench } from '../helpers/stationBench.ts';
import { tinyCameraFile } from '../helpers/tinyBundle.ts';

/** A clock that can be made to run faster, so that a hang need not be waited out. */
function clock(): Timers & { rate: (times: number) => void } {
  let rate = 1;
  let atMs = performance.now();
  let fromMs = atMs;
  const nowMs = () => atMs + (performance.now() - fromMs) * rate;
  return {
    nowMs,
    after(waitMs, then) {
      const timer = setTimeout(then, waitMs / rate);
      return () => clearTimeout(timer);
    },
    rate(times) {
      atMs = nowMs();
      fromMs = performance.now();
      rate = times;
    },
  };
}

const timers = clock();
/** What becomes of the process when an image of this name is asked for. */
const fates = new Map<string, (child: ChildProcess) => void>();
const ends: number[] = [];
let bench: StationBench;
let folder: WatchedFolder;
before(async () => {
  bench = await stationBench({
    timers,
    onAsked({ file }, child) {
      const fate = fates.get(basename(file));
      if (fate === undefined) return;
      ends.push(child.pid ?? 0);
      fate(child);
    },
  });
  folder = await bench.watch('camera');
  await bench.until('a ready process', async () => (await bench.lane(folder)).inference.phase === 'ready');
});
after(() => bench.close());

let serial = 0;
/** Exports images with these names, and resolves to their rows, in the order of the log. */
async function judge(...names: string[]) {
  const before = (await bench.rows()).length;
  for (const name of names) writeFileSync(join(folder.path, name), await tinyCameraFile((serial += 1)));
  const rows = await bench.rowsUntil(before + names.length);
  return rows.slice(before);
}

test('killed once with images in hand: they are judged by the next process, one row each', async () => {
  fates.set('b.png', (child) => {
    fates.clear();
    child.kill();
  });
  const rows = await judge('a.png', 'b.png', 'c.png', 'd.png');
  assert.deepEqual(rows.map(({ file }) => file).sort(), ['a.png', 'b.png', 'c.png', 'd.png']);
  for (const { verdict, reason } of rows) assert.notEqual(verdict, 'unreadable', reason ?? '');
  assert.equal(ends.length, 1);
  const { inference } = await bench.lane(folder);
  assert.equal(inference.restarts, 1);
  const alarm = await bench.alarm('inferenceFailing');
  assert.match(alarm?.message ?? '', /^The inference process was ended by SIGKILL\.$/);
  assert.equal(alarm?.state, 'returnedUnacknowledged', 'over, but to be seen');
});

test(
  'a hang is ended and the image judged by the next process',
  { skip: process.platform === 'win32' && 'a process cannot be stopped without ending here' },
  async () => {
    ends.length = 0;
    fates.set('hang.png', ({ pid }) => {
      fates.clear();
      process.kill(pid ?? 0, 'SIGSTOP');
      timers.rate(10);
    });
    const judged = judge('hang.png', 'after hang.png');
    await bench.until('the end of the hanging process', () => ends.length > 0 && !isAlive(ends[0] ?? 0));
    timers.rate(1);
    for (const { verdict, reason } of await judged) assert.notEqual(verdict, 'unreadable', reason ?? '');
    const alarm = await bench.alarm('inferenceFailing');
    assert.match(
      alarm?.message ?? '',
      /^The inference process did not answer for 15 seconds and was ended\.$/,
    );
    assert.ok((alarm?.occurrences ?? 0) >= 2);
  },
);

test('an image that ends the process three times is unreadable with the reason; the others are judged', async () => {
  ends.length = 0;
  fates.set('poison.png', (child) => child.kill());
  timers.rate(4);
  const rows = await judge('x.png', 'poison.png', 'y.png', 'z.png');
  timers.rate(1);
  fates.clear();
  const verdicts = Object.fromEntries(rows.map(({ file, verdict }) => [file, verdict]));
  assert.equal(verdicts['poison.png'], 'unreadable');
  for (const name of ['x.png', 'y.png', 'z.png']) assert.notEqual(verdicts[name], 'unreadable');
  const poison = rows.find(({ file }) => file === 'poison.png');
  assert.equal(
    poison?.reason,
    'Judging it failed 3 times; the last time: The inference process was ended by SIGKILL.',
  );
  assert.equal(ends.length, 3, 'and it was not tried once more');
});

test('at the end exactly one row an image, and no process is left', async () => {
  const files = (await bench.rows()).map(({ file }) => file);
  assert.equal(new Set(files).size, files.length);
  await bench.station.close();
  await bench.until('the processes to be gone', () => ends.every((pid) => !isAlive(pid)));
});
