import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { individualLimits } from '../../../electron/common/controlLimits.ts';
import { scoreRatio, type InspectionFilter } from '../../../electron/common/inspectionFilter.ts';
import { defectPlaces } from '../../../electron/node/inference/defectPlaces.ts';
import { controlChart } from '../../../electron/node/review/controlChart.ts';
import { defectHeat } from '../../../electron/node/review/defectHeat.ts';
import { createFinder } from '../../../electron/node/review/findInspections.ts';
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

test('a control chart has its limits from the first passes of the newest condition', async (t) => {
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
  const ask = (filter: InspectionFilter) => controlChart(db, { filter, points: 10, value: 'image' });
  const { condition, chart } = await ask({});
  assert.equal(condition?.calibrationId, 'calibration-1');
  const expected = individualLimits(scores);
  near(chart?.centre ?? 0, expected.centre);
  near(chart?.upper ?? 0, expected.upper);
  assert.equal(chart?.baseline.values, 57);
  assert.deepEqual(
    chart.points.map(({ resultId }) => resultId),
    [50, 51, 52, 53, 54, 55, 56, 57, 58, 59].map((index) => `p${index}`),
  );
  assert.deepEqual(chart.points.at(-1)?.outside, { individual: true, movingRange: true, ewma: true });
  addInspection(db, 'other', { calibrationId: 'calibration-2' });
  const few = await ask({});
  assert.deepEqual([few.chart, few.known, few.needed], [null, 1, 25], 'too few passes');
  const older = await ask({ calibrationId: 'calibration-1' });
  assert.equal(older.chart?.baseline.values, 57);
});

test('a control chart of means has one value for each quarter of an hour or hour with passes', async (t) => {
  const db = openLog(t);
  seedFolder(db);
  const quarterMs = 900_000;
  const means: number[] = [];
  for (let quarter = 0; quarter < 120; quarter += 1) {
    // Every third quarter nothing passes; a fail is no part of a mean.
    const scores = quarter % 3 === 2 ? [] : [0.4, 0.5, 0.6 + (quarter % 7) / 100];
    if (scores.length > 0) means.push(scores.reduce((sum, one) => sum + one, 0) / scores.length);
    for (const [index, score] of [...scores, 1.5].entries()) {
      addInspection(db, `q${quarter}-${index}`, {
        ...{ verdict: score > 1 ? 'fail' : 'pass', score: score * 2, limit: 2 },
        createdAt: new Date(beginMs + quarter * quarterMs + index * 1000).toISOString(),
      });
    }
  }
  const { chart } = await controlChart(db, { filter: {}, points: 20, value: 'quarterHour' });
  const expected = individualLimits(means.map((mean) => mean * 2));
  near(chart?.centre ?? 0, expected.centre);
  near(chart?.movingRangeUpper ?? 0, expected.movingRangeUpper);
  assert.equal(chart?.points.length, 20);
  near(chart.points.at(-1)?.value ?? 0, means.at(-1)! * 2);
  assert.deepEqual([chart.points[0]?.resultId, chart.points[0]?.inspections], [null, 3]);
  const since = new Date(beginMs + 116 * quarterMs).toISOString();
  const late = await controlChart(db, { filter: { from: since }, points: 20, value: 'quarterHour' });
  assert.equal(late.chart?.points.length, 2, 'the time of the filter is that of the points');
  near(late.chart.centre, expected.centre);
  const hours = await controlChart(db, { filter: {}, points: 20, value: 'hour' });
  assert.equal(hours.known, 30);
  assert.equal(hours.chart?.points[0]?.inspections, 9);
});

test('the limits of a bucket are those in force last in it', async (t) => {
  const db = openLog(t);
  seedFolder(db);
  const at = (index: number) => new Date(beginMs + index * 1000).toISOString();
  const limits = [
    { limit: 1, reviewLimit: null },
    { limit: 2, reviewLimit: 1.8 },
    { limit: 1, reviewLimit: null },
  ];
  for (const [index, some] of limits.entries())
    addInspection(db, `l${index}`, { ...some, createdAt: at(index) });
  const trend = async (to: number) => {
    const { buckets } = await scoreTrend(db, { filter: { to: at(to) }, points: 10 });
    return [buckets.at(-1)?.limit, buckets.at(-1)?.reviewLimit];
  };
  assert.deepEqual(await trend(2), [2, 1.8]);
  assert.deepEqual(await trend(3), [1, null], 'a limit from before is in force again');
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
  assert.equal(heat.shownOn, null, 'no pass is there');
});

test('a heat map is of parts judged by one bundle, over the newest pass of it whose picture is kept', (t) => {
  const db = openLog(t);
  seedFolder(db);
  const fail = (name: string, bundleId: string, x: number) =>
    insertFinding(db, addInspection(db, name, { bundleId, verdict: 'fail', score: 2 }).sequence, {
      ...{ cause: null, places: [{ x, y: 0.5, evidence: 1.2 }] },
    });
  fail('old', 'bundle-1', 0.1);
  fail('older', 'bundle-1', 0.1);
  addInspection(db, 'good', { bundleId: 'bundle-2', pictures: ['thumbnail', 'map'] });
  addInspection(db, 'without', { bundleId: 'bundle-2', pictures: [] });
  addInspection(db, 'foreign', { bundleId: 'bundle-1', pictures: ['thumbnail'] });
  fail('new', 'bundle-2', 0.9);
  const heat = defectHeat(db, { filter: {}, columns: 4, rows: 4 });
  assert.deepEqual([heat.fails, heat.others, heat.inspections], [1, 2, 1]);
  assert.equal(heat.judgedBy?.bundleId, 'bundle-2');
  assert.equal(heat.shownOn, 'good');
  assert.equal(heat.cells[11], 1);
  const before = defectHeat(db, { filter: { bundleId: 'bundle-1' }, columns: 4, rows: 4 });
  assert.deepEqual([before.fails, before.others, before.shownOn], [2, 0, 'foreign']);
});

test('a place of the heat map finds the inspections that were counted in it', (t) => {
  const db = openLog(t);
  seedRandomLog(db);
  const random = seededRandom(4);
  for (let index = 0; index < 400; index += 1) addRandomRow(db, random, index, index / 2);
  const [columns, rows] = [4, 3];
  const heat = defectHeat(db, { filter: { bundleId: 'bundle-1' }, columns, rows });
  const { recipeId } = heat.judgedBy!;
  const finder = createFinder(db);
  for (const [cell, count] of heat.cells.entries()) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    const place = {
      left: column / columns,
      right: (column + 1) / columns,
      top: row / rows,
      bottom: (row + 1) / rows,
    };
    const filter: InspectionFilter = {
      verdicts: ['fail'],
      recipeIds: [recipeId],
      bundleId: 'bundle-1',
      place,
    };
    const found = finder.find({ filter, sort: 'newest', position: 0, limit: 500, upTo: null });
    assert.equal(found.count, count, `cell ${cell}`);
  }
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
