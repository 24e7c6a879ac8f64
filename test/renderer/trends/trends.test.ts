import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrendBucket } from '../../../electron/common/historyAnswers.ts';
import { heatGrid, heatStepOf, heatSteps } from '../../../renderer/trends/heatSteps.ts';
import { pareto } from '../../../renderer/trends/pareto.ts';
import {
  extentOf,
  nearestSpan,
  shortestWindowMs,
  spansOf,
  topOf,
  withDetail,
  zoomed,
} from '../../../renderer/trends/trendSpans.ts';

const bucket = (atMs: number, ratio: TrendBucket['ratio'] = null): TrendBucket => ({
  from: new Date(atMs).toISOString(),
  counts: { pass: 1, fail: 0, review: 0, unreadable: 0 },
  ...{ ratio, score: ratio, limit: 2, reviewLimit: null },
});
const trend = (bucketMs: number, begins: readonly number[]) =>
  spansOf({ bucketMs, head: null, buckets: begins.map((at) => bucket(at)) });

test('finer buckets take the place of the coarse ones of their time, and nothing is drawn twice', () => {
  const coarse = trend(100, [0, 100, 200, 300]);
  const fine = trend(10, [110, 120, 190, 200, 250]);
  const merged = withDetail(coarse, fine, { fromMs: 110, toMs: 260 });
  assert.deepEqual(
    merged.map(({ fromMs }) => fromMs),
    [0, 110, 120, 190, 200, 250, 300],
  );
  for (const [index, one] of merged.slice(1).entries()) assert.ok(one.fromMs >= merged[index]!.toMs);
  assert.deepEqual(extentOf(merged), { fromMs: 0, toMs: 400 });
  assert.equal(extentOf([]), null);
  assert.equal(nearestSpan(merged, 195)?.fromMs, 190);
  assert.equal(nearestSpan(merged, 9999)?.fromMs, 300);
  assert.equal(nearestSpan([], 1), undefined);
});

test('a window is zoomed about its middle, moved by its length, and stays inside the time there is', () => {
  const extent = { fromMs: 0, toMs: 1_000_000 };
  const half = zoomed(extent, extent, { factor: 0.5 });
  assert.deepEqual(half, { fromMs: 250_000, toMs: 750_000 });
  assert.deepEqual(zoomed(half, extent, { shift: -0.5 }), { fromMs: 0, toMs: 500_000 });
  assert.deepEqual(zoomed(half, extent, { shift: 4 }), { fromMs: 500_000, toMs: 1_000_000 });
  assert.deepEqual(zoomed(half, extent, { factor: 9 }), extent);
  const { fromMs, toMs } = zoomed({ fromMs: 5000, toMs: 6000 }, extent, { factor: 0.01 });
  assert.equal(toMs - fromMs, shortestWindowMs);
  const short = { fromMs: 0, toMs: 10 };
  assert.deepEqual(zoomed(short, short, { factor: 0.1 }), short, 'less than the shortest is whole');
});

test('scores far above the limit do not press the others flat', () => {
  const at = (max: number, mean = 0.5) =>
    spansOf({ bucketMs: 1, head: null, buckets: [bucket(0, { min: 0.2, mean, max })] });
  assert.equal(topOf(at(90), false), 2);
  assert.ok(topOf(at(1.4), false) > 1.4);
  assert.ok(topOf(at(0.6), false) > 1, 'the limit is seen');
  assert.equal(topOf(at(90, 8), false), 12, 'means are never cut');
  assert.equal(topOf(at(90), true), 4, 'of raw scores by their own limit');
});

test('a Pareto chart goes from the most frequent to all', () => {
  const bars = pareto([{ count: 1 }, { count: 6 }, { count: 3 }]);
  assert.deepEqual(
    bars.map(({ count, cumulative }) => [count, cumulative]),
    [
      [6, 0.6],
      [3, 0.9],
      [1, 1],
    ],
  );
  assert.deepEqual(pareto([]), []);
});

test('classes of a heat map cover every count once', () => {
  for (const highest of [1, 2, 4, 5, 6, 7, 23, 72, 1001]) {
    const steps = heatSteps(highest);
    assert.ok(steps.length <= 5);
    assert.deepEqual([steps[0]?.from, steps.at(-1)?.to], [1, highest]);
    for (let count = 1; count <= highest; count += 1) {
      assert.equal(
        steps.filter(({ from, to }) => count >= from && count <= to).length,
        1,
        `${count} of ${highest}`,
      );
    }
    assert.equal(heatStepOf(0, steps), -1);
    assert.equal(heatStepOf(highest, steps), steps.length - 1);
  }
  assert.deepEqual(heatSteps(0), []);
  assert.deepEqual(heatGrid(200, 100), { columns: 20, rows: 10 });
  assert.deepEqual(heatGrid(1, 40), { columns: 4, rows: 20 });
});
