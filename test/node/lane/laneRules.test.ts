import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveTarget, nextTarget } from '../../../electron/node/lane/moveTarget.ts';
import { gapSentence, noNumbers, trackNumber } from '../../../electron/node/lane/numberGap.ts';
import { createQueueGrowth } from '../../../electron/node/lane/queueGrowth.ts';
import { createMinuteRate } from '../../../electron/node/lane/rate.ts';
import { shiftStart } from '../../../electron/node/lane/shift.ts';
import { createNameReader } from '../../../electron/node/namePattern.ts';

const numbers: [string, readonly number[], readonly number[]][] = [
  ['without a gap', [5, 6, 7], []],
  ['a gap', [1, 2, 5], [3, 4]],
  ['a gap filled late', [1, 3, 2, 4], []],
  ['several views of a part', [1, 1, 2, 2, 3], []],
  ['counting begun anew', [998, 999, 1, 2], []],
  ['a far jump is another count', [1, 900_000], []],
];
for (const [what, seen, missing] of numbers) {
  test(`numbers ${what}: missing [${missing.join(', ')}]`, () => {
    const track = seen.reduce((before, number) => trackNumber(before, null, number), noNumbers);
    assert.deepEqual(track.missing, missing);
    assert.equal(gapSentence(track) === null, missing.length === 0);
  });
}

test('another job counts for itself', () => {
  const track = trackNumber(trackNumber(noNumbers, 'A', 1), 'B', 7);
  assert.deepEqual(track.missing, []);
});

test('a shift begins at the last of its hours, also after midnight', () => {
  const at = (day: number, hour: number, minute = 0) => new Date(2026, 4, day, hour, minute);
  const hours = [6, 14, 22];
  assert.deepEqual(shiftStart(at(3, 14).getTime(), hours), at(3, 14));
  assert.deepEqual(shiftStart(at(3, 13, 59).getTime(), hours), at(3, 6));
  assert.deepEqual(shiftStart(at(3, 2).getTime(), hours), at(2, 22));
  assert.throws(() => shiftStart(0, []), /at least one hour/);
});

test('images per minute count the last sixty seconds', () => {
  const rate = createMinuteRate();
  for (let second = 0; second < 120; second += 1) rate.add(1e12 + second * 1000);
  assert.equal(rate.perMinute(1e12 + 119_000), 60);
  assert.equal(rate.perMinute(1e12 + 149_000), 30);
  assert.equal(rate.perMinute(1e12 + 1e7), 0);
});

test('a queue that grows long is noticed; a long one that shrinks, as at a start, is not', () => {
  const growing = createQueueGrowth();
  const found = Array.from({ length: 60 }, (_, second) => growing.sample(second * 3));
  assert.equal(found.indexOf(true), 29);
  assert.equal(growing.sample(80), true);
  assert.equal(growing.sample(10), false);
  const shrinking = createQueueGrowth();
  assert.ok(
    Array.from({ length: 60 }, (_, second) => shrinking.sample(50_000 - second * 10)).every(
      (grows) => !grows,
    ),
  );
});

test('where a file goes, and the next name when that is taken', () => {
  const at = new Date(2026, 0, 9, 23, 59);
  assert.equal(moveTarget('fail', 'line 1/a.b.png', at), 'fail/2026-01-09/a.b.png');
  assert.equal(nextTarget('fail/2026-01-09/a.b.png'), 'fail/2026-01-09/a.b_2.png');
  assert.equal(nextTarget('fail/2026-01-09/a.b_2.png'), 'fail/2026-01-09/a.b_3.png');
  assert.equal(nextTarget('pass/d/new\nline_9.png'), 'pass/d/new\nline_10.png');
  const long = nextTarget(`pass/d/${'ü'.repeat(125)}.png`).split('/')[2] ?? '';
  assert.ok(Buffer.byteLength(long) <= 255 && long.endsWith('ü_2.png'), long);
});

test('a file name fills the columns its pattern names', () => {
  const read = createNameReader('^(?<job>J\\d+)_(?<part>[^_]+)_(?<number>\\d+)');
  assert.deepEqual(read('day/J12_P-7_0042.png'), { jobId: 'J12', partId: 'P-7', number: 42, view: null });
  const nothing = { jobId: null, partId: null, number: null, view: null };
  assert.deepEqual(read('other.png'), nothing);
  assert.deepEqual(createNameReader(null)('J1_P_1.png'), nothing);
  assert.equal(createNameReader('(?<number>\\w+)')('x9.png').number, null);
});
