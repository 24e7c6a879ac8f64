import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ewma, individualLimits } from '../../../electron/common/controlLimits.ts';
import { scoreRatio } from '../../../electron/common/inspectionFilter.ts';
import { defectPlaces } from '../../../electron/node/inference/defectPlaces.ts';
import { controlChart } from '../../../electron/node/review/controlChart.ts';
import { defectHeat } from '../../../electron/node/review/defectHeat.ts';
import { reasonsOf } from '../../../electron/node/review/reasons.ts';
import { scoreTrend } from '../../../electron/node/review/scoreTrend.ts';
import { yieldRows } from '../../../electron/node/review/yieldRows.ts';
import { closeDatabase, openDatabase, type StationDatabase } from '../../../electron/node/store/db.ts';
import { insertFinding } from '../../../electron/node/store/findings.ts';
import {
  addRandomReview,
  addRandomRow,
  beginMs,
  seededRandom,
  seedRandomLog,
} from '../../helpers/randomLog.ts';
import { addInspection, seedFolder } from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

function openLog(t: TestContext): StationDatabase {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => closeDatabase(db));
  db.pragma('synchronous = OFF');
  return db;
}

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

// Flow rate batches of NIST/SEMATECH e-Handbook 6.3.2.2: mean 50.81, mean moving range 1.8778, limits 55.8041 and 45.8159.
test('limits for individual values are those of the NIST handbook', () => {
  const limits = individualLimits([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]);
  near(limits.centre, 50.81);
  assert.equal(limits.movingRange.toFixed(4), '1.8778');
  assert.equal(limits.upper.toFixed(2), '55.80');
  assert.equal(limits.lower.toFixed(2), '45.82');
  assert.throws(() => individualLimits([1]), /at least 2 values, got 1/);
});

test('a moving average begins at the centre, and its limits widen to those of many values', () => {
  const limits = { centre: 10, movingRange: 1.128, sigma: 1, lower: 7, upper: 13 };
  const points = ewma([12, ...new Array<number>(60).fill(10)], limits);
  near(points[0]!.value, 10.4);
  near(points[0]!.upper, 10 + 3 * 0.2);
  near(points[1]!.value, 10.32);
  near(points.at(-1)!.upper, 10 + 3 * Math.sqrt(0.2 / 1.8));
});

test('a control chart has its limits from the first passes of the newest condition', (t) => {
  const db = openLog(t);
  seedFolder(db);
  const scores: number[] = [];
  for (let index = 0; index < 60; index += 1) {
    const failed = index % 20 === 19;
    const score = failed ? 1.4 : 0.5 + 0.01 * ((index * 7) % 11);
    if (!failed) scores.push(score);
    addInspection(db, `p${index}`, {
      ...{ verdict: failed ? 'fail' : 'pass', score },
      createdAt: new Date(beginMs + index * 1000).toISOString(),
    });
  }
  const { condition, chart } = controlChart(db, { filter: {}, points: 10 });
  assert.equal(condition?.calibrationId, 'calibration-1');
  const expected = individualLimits(scores);
  near(chart?.centre ?? 0, expected.centre);
  near(chart?.upper ?? 0, expected.upper);
  assert.equal(chart?.baseline.passes, 57);
  assert.deepEqual(
    chart.points.map(({ sequence }) => sequence),
    [51, 52, 53, 54, 55, 56, 57, 58, 59, 60],
  );
  assert.deepEqual(chart.points.at(-1)?.outside, { individual: true, ewma: true });
  addInspection(db, 'other', { calibrationId: 'calibration-2' });
  assert.equal(controlChart(db, { filter: {}, points: 10 }).chart, null, 'too few passes');
  const older = controlChart(db, { filter: { calibrationId: 'calibration-1' }, points: 10 });
  assert.equal(older.chart?.baseline.passes, 57);
});

test('trends, yields and reasons add up to the rows they are made of', async (t) => {
  const db = openLog(t);
  seedRandomLog(db);
  const random = seededRandom(21);
  for (let index = 0; index < 600; index += 1) addRandomRow(db, random, index, index / 2);
  for (let count = 0; count < 90; count += 1) addRandomReview(db, random, 600);
  type Row = { verdict: string; score: number | null; limit: number; createdAt: string; product: string };
  const log = db.prepare<[], Row>('SELECT * FROM inspections WHERE simulated = 0').all();
  const ratios = log.flatMap(({ score, limit }) => (score === null ? [] : [scoreRatio(score, limit)]));
  for (const points of [10, 300]) {
    const { buckets, head } = await scoreTrend(db, { filter: {}, points });
    const count = (name: 'pass' | 'fail') => buckets.reduce((sum, { counts }) => sum + counts[name], 0);
    assert.equal(count('fail'), log.filter(({ verdict }) => verdict === 'fail').length);
    assert.equal(head, null, 'two heads have no common scores');
    assert.equal(Math.max(...buckets.map(({ ratio }) => ratio?.max ?? 0)), Math.max(...ratios));
    const scored = buckets.map(({ counts: { pass, fail, review } }) => pass + fail + review);
    near(
      buckets.reduce((sum, { ratio }, index) => sum + (ratio?.mean ?? 0) * scored[index]!, 0),
      ratios.reduce((sum, one) => sum + one, 0),
    );
  }
  const one = await scoreTrend(db, { filter: { heads: ['mae'], products: ['bottle'] }, points: 10 });
  assert.equal(one.head, 'mae');
  assert.ok(one.buckets.every(({ score, ratio }) => (score === null) === (ratio === null)));
  const shiftStartHours = [6, 14, 22];
  for (const per of ['hour', 'shift', 'day', 'product', 'recipe'] as const) {
    const found = await yieldRows(db, { filter: {}, per, shiftStartHours });
    assert.equal(
      found.reduce(
        (sum, { counts }) => sum + counts.unreadable + counts.pass + counts.fail + counts.review,
        0,
      ),
      log.length,
    );
    for (const { counts, yield: share } of found) {
      const judged = counts.pass + counts.fail + counts.review;
      assert.equal(share, judged === 0 ? null : counts.pass / judged);
    }
  }
  const { causes, reviews } = await reasonsOf(db, {});
  const failed = log.filter(({ verdict }) => verdict === 'fail' || verdict === 'unreadable').length;
  assert.equal(
    causes.reduce((sum, { count }) => sum + count, 0),
    failed,
  );
  assert.deepEqual([...new Set(causes.map(({ cause }) => cause))].sort(), ['incomplete', null]);
  const reviewed = db
    .prepare(
      'SELECT count(DISTINCT r.resultId) FROM reviews r JOIN inspections i USING (resultId) WHERE simulated = 0',
    )
    .pluck()
    .get();
  assert.equal(
    reviews.reduce((sum, { count }) => sum + count, 0),
    reviewed,
  );
});

test('a heat map counts a failed part once in a cell', (t) => {
  const db = openLog(t);
  seedFolder(db);
  const place = (x: number, y: number) => ({ x, y, evidence: 1.2 });
  const fail = (name: string, places: readonly { x: number; y: number; evidence: number }[]) =>
    insertFinding(db, addInspection(db, name, { verdict: 'fail', score: 2 }).sequence, {
      cause: null,
      places,
    });
  fail('a', [place(0.1, 0.1), place(0.15, 0.2), place(0.9, 0.9)]);
  fail('b', [place(0.12, 0.1)]);
  fail('c', []);
  const heat = defectHeat(db, { filter: {}, columns: 4, rows: 4 });
  assert.deepEqual([heat.cells[0], heat.cells[15], heat.inspections, heat.fails], [2, 1, 2, 3]);
});

test('places of a map are its peaks over the limit, the highest first and apart from each other', () => {
  const map = new Float32Array(24 * 24);
  const put = (x: number, y: number, value: number) => (map[y * 24 + x] = value);
  put(3, 4, 1.5);
  put(4, 4, 1.4);
  put(20, 10, 3);
  put(12, 22, 0.9);
  assert.deepEqual(
    defectPlaces(map, 24, 24).map(({ x, y }) => [x * 24 - 0.5, y * 24 - 0.5]),
    [
      [20, 10],
      [3, 4],
    ],
  );
  assert.deepEqual(defectPlaces(new Float32Array(16), 4, 4), []);
  const below = new Float32Array(16);
  below[5] = 0.4;
  assert.equal(defectPlaces(below, 4, 4).length, 1, 'the highest, where none reaches the limit');
});
