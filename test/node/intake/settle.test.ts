import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byArrival } from '../../../electron/node/intake/arrivalOrder.ts';
import { isImageName, isOutputPath } from '../../../electron/node/intake/imageName.ts';
import {
  firstLook,
  isOverwritten,
  isStartedOver,
  nextLook,
  settlesAtMs,
} from '../../../electron/node/intake/settle.ts';

const rules = { quietMs: 100, oldAfterMs: 2000, patienceMs: 3000 };
const wallMs = 1_800_000_000_000;
const stamp = (sizeBytes: number, modifiedMs = wallMs, inode = 7) => ({ sizeBytes, modifiedMs, inode });

test('a fresh file settles when it stood still, and starts again when it changes', () => {
  const first = firstLook(stamp(10), 1000, wallMs, rules);
  assert.equal(settlesAtMs(first, rules), 1100);
  assert.equal(settlesAtMs(nextLook(first, stamp(10), 1090), rules), 1100);
  const grown = nextLook(first, stamp(20), 1090);
  assert.equal(settlesAtMs(grown, rules), 1190);
  assert.equal(
    settlesAtMs(nextLook(grown, stamp(20, wallMs + 1), 1150), rules),
    1250,
    'the time counts, not only size',
  );
});

test('a file written long ago is settled at once, but not once it changes', () => {
  const old = firstLook(stamp(10, wallMs - 2001), 1000, wallMs, rules);
  assert.equal(settlesAtMs(old, rules), 1000);
  assert.equal(settlesAtMs(nextLook(old, stamp(11, wallMs), 1050), rules), 1150);
  assert.equal(
    settlesAtMs(firstLook(stamp(10, wallMs + 60_000), 1000, wallMs, rules), rules),
    1100,
    'a clock ahead',
  );
});

test('an empty or incomplete file is waited for, and a change ends the waiting', () => {
  const empty = firstLook(stamp(0, wallMs - 1e9), 1000, wallMs, rules);
  assert.equal(settlesAtMs(empty, rules), 4000);
  assert.equal(settlesAtMs(nextLook(empty, stamp(5), 1500), rules), 1600);
  const incomplete = { ...firstLook(stamp(10), 1000, wallMs, rules), patient: true };
  assert.equal(settlesAtMs(incomplete, rules), 4000);
  assert.equal(settlesAtMs(nextLook(incomplete, stamp(12), 2000), rules), 2100);
});

const changes: [string, ReturnType<typeof stamp>, number, boolean, boolean][] = [
  ['grew after a short pause: a slow writer', stamp(20, wallMs + 5), 500, false, false],
  ['grew after a pause longer than any writer makes', stamp(20, wallMs + 5), 3000, false, true],
  ['shrank: a camera starting over', stamp(5, wallMs + 5), 100, false, true],
  ['is another file under the name', stamp(20, wallMs + 5, 8), 100, false, true],
  ['same size, for the first time: in doubt a writer', stamp(10, wallMs + 5), 100, false, false],
  ['same size again: a camera with images of one size', stamp(10, wallMs + 5), 100, true, true],
  ['no file numbers to be had, grew', stamp(20, wallMs + 5, 0), 100, false, false],
];
for (const [what, now, quietMs, doubted, expected] of changes) {
  test(`a settled file that ${what}: ${expected ? 'overwritten' : 'still being written'}`, () => {
    assert.equal(isOverwritten(stamp(10), now, quietMs, doubted, rules), expected);
  });
}

const unsettledChanges: [string, number, ReturnType<typeof stamp>, number, boolean][] = [
  ['grew: a writer', 10, stamp(20, wallMs + 5), 50, false],
  ['grew for very long: a slow writer', 10, stamp(20, wallMs + 5), 60_000, false],
  ['shrank: a camera starting over', 10, stamp(5, wallMs + 5), 50, true],
  ['is another file under the name', 10, stamp(20, wallMs + 5, 8), 50, true],
  ['was an empty file that took the name', 0, stamp(20, wallMs + 5, 8), 50, false],
  ['has its final size and is being filled', 10, stamp(10, wallMs + 5), 5000, false],
  ['has one size and never rests: a camera with images of one size', 10, stamp(10, wallMs + 5), 30_000, true],
  ['did not change', 10, stamp(10), 60_000, false],
];
for (const [what, sizeBytes, now, afterMs, expected] of unsettledChanges) {
  test(`a file that ${what}, before it settled: ${expected ? 'started over' : 'one image'}`, () => {
    let settling = firstLook(stamp(sizeBytes), 1000, wallMs, rules);
    settling = nextLook(settling, stamp(sizeBytes, wallMs), 1000 + afterMs - 1);
    assert.equal(isStartedOver(settling, now, 1000 + afterMs, rules), expected);
  });
}

test('names that writers use until a file is complete are not images yet', () => {
  for (const name of [
    'a.png',
    'A.JPG',
    'x.jpeg',
    'b.bmp',
    'c.tif',
    'c.TIFF',
    'd.webp',
    'two words "q".png',
    'ü\n🙂.png',
  ]) {
    assert.ok(isImageName(name), name);
  }
  for (const name of [
    'a.png.tmp',
    'a.png.part',
    'a.png.crdownload',
    'a.png~',
    '.a.png',
    '~a.png',
    'a.txt',
    'png',
  ]) {
    assert.ok(!isImageName(name), name);
  }
});

test('only dated folders of a verdict are output', () => {
  assert.ok(isOutputPath('pass/2026-03-01/a.png'));
  assert.ok(isOutputPath('unreadable/2026-03-01'));
  assert.ok(!isOutputPath('pass/a.png'));
  assert.ok(!isOutputPath('line1/pass/2026-03-01/a.png'));
});

test('order of arrival: look, then time, then name with numbers as numbers', () => {
  const arrival = (batch: number, modifiedMs: number, file: string) => ({
    batch,
    file,
    stamp: stamp(1, modifiedMs),
  });
  const expected = [
    arrival(1, 50, 'z.png'),
    arrival(2, 10, 'img9.png'),
    arrival(2, 10, 'img10.png'),
    arrival(2, 20, 'a.png'),
    arrival(3, 1, 'a.png'),
  ];
  assert.deepEqual([...expected].reverse().sort(byArrival), expected);
});
