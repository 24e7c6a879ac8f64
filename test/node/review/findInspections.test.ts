import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { ReviewedInspection } from '../../../electron/common/historyAnswers.ts';
import { meetsFilter } from '../../../electron/common/meetsFilter.ts';
import {
  scoreRatio,
  type InspectionFilter,
  type InspectionSort,
} from '../../../electron/common/inspectionFilter.ts';
import { verdicts } from '../../../electron/common/verdict.ts';
import { createFinder } from '../../../electron/node/review/findInspections.ts';
import { searchedTable } from '../../../electron/node/review/searchedTable.ts';
import { select } from '../../../electron/node/review/selection.ts';
import { summaryOf } from '../../../electron/node/review/summary.ts';
import { closeDatabase, openDatabase, type StationDatabase } from '../../../electron/node/store/db.ts';
import { reviewedInspections } from '../../../electron/node/store/inspections.ts';
import {
  addRandomReview,
  addRandomRow,
  beginMs,
  secondFolder,
  secondRecipe,
  seededRandom,
  seedRandomLog,
} from '../../helpers/randomLog.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

const rows = 500;

function randomLog(t: TestContext, seed: number): StationDatabase {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => closeDatabase(db));
  db.pragma('synchronous = OFF');
  seedRandomLog(db);
  const random = seededRandom(seed);
  for (let index = 0; index < rows; index += 1) addRandomRow(db, random, index, index / 2);
  for (let count = 0; count < 120; count += 1) addRandomReview(db, random, rows);
  return db;
}

function all(db: StationDatabase): ReviewedInspection[] {
  const sequences = db
    .prepare('SELECT sequence FROM inspections ORDER BY sequence')
    .pluck()
    .all() as number[];
  return reviewedInspections(db, sequences);
}

function inOrder(found: readonly ReviewedInspection[], sort: InspectionSort): number[] {
  const ratio = ({ score, limit }: ReviewedInspection) => (score === null ? null : scoreRatio(score, limit));
  const byScore = sort === 'worst' || sort === 'best';
  const sorted = found
    .filter((one) => !byScore || one.score !== null)
    .sort((a, b) => (byScore ? (ratio(a) ?? 0) - (ratio(b) ?? 0) : 0) || a.sequence - b.sequence);
  if (sort === 'worst' || sort === 'newest') sorted.reverse();
  return sorted.map(({ sequence }) => sequence);
}

const at = (minute: number) => new Date(beginMs + minute * 60_000).toISOString();
const filters: readonly InspectionFilter[] = [
  {},
  { simulated: 'with' },
  { simulated: 'only' },
  { from: at(33.3), to: at(101.7) },
  { from: at(60), to: at(75) },
  { lastHours: Math.floor((Date.now() - beginMs) / 3_600_000) - 1 },
  { from: at(61), to: at(62) },
  { folderIds: [secondFolder] },
  { products: ['bottle'] },
  { products: ['bottle', 'cap'], heads: ['mae'] },
  { recipeIds: [secondRecipe] },
  { recipeVersion: 2 },
  { calibrationId: 'calibration-1' },
  { calibrationId: 'none' },
  ...verdicts.map((verdict) => ({ verdicts: [verdict] })),
  { verdicts: ['fail', 'review'] },
  { verdicts: [] },
  { reviews: ['none'] },
  { reviews: ['confirmed'] },
  { reviews: ['overturned'] },
  { reviews: ['decided', 'none'], verdicts: ['review', 'unreadable'] },
  { jobId: 'J2' },
  { jobId: 'J9' },
  { partId: 'P7', simulated: 'with' },
  { partId: 'P7', jobId: 'J1', verdicts: ['fail'] },
  { ratioFrom: 0.9, ratioTo: 1 },
  { ratioFrom: 1.2 },
  { ratioTo: 0.3, products: ['cap'] },
  { fileContains: 'b/Y%1' },
  { fileContains: 'x_' },
  { fileContains: 'nowhere' },
  {
    verdicts: ['fail'],
    reviews: ['overturned'],
    from: at(20),
    to: at(200),
    ratioFrom: 1.1,
    fileContains: 'a',
  },
];

test('every filter in every order finds what a look at every row finds, page by page', (t) => {
  const db = randomLog(t, 11);
  const log = all(db);
  const finder = createFinder(db);
  for (const filter of filters) {
    for (const sort of ['newest', 'oldest', 'worst', 'best'] as const) {
      const expected = inOrder(
        log.filter((one) => meetsFilter(one, filter)),
        sort,
      );
      const found: number[] = [];
      for (let position = 0; ;) {
        const page = finder.find({ filter, sort, position, limit: 33, upTo: rows });
        // A look ends after a time, on a busy machine before it has found enough.
        if (page.searched < 1 && page.inspections.length < 33) continue;
        found.push(...page.inspections.map(({ sequence }) => sequence));
        assert.deepEqual([page.position, page.upTo, page.cut], [position, rows, false]);
        if (page.inspections.length < 33) {
          assert.equal(page.searched, 1);
          assert.equal(page.count, expected.length, JSON.stringify({ filter, sort }));
          break;
        }
        position += 33;
      }
      assert.deepEqual(found, expected, JSON.stringify({ filter, sort }));
    }
  }
});

test('sums of a filter are those of a look at every row', async (t) => {
  const db = randomLog(t, 12);
  const log = all(db);
  for (const filter of filters) {
    const found = log.filter((one) => meetsFilter(one, filter));
    const { counts, reviews } = await summaryOf(db, filter);
    const count = (is: (one: ReviewedInspection) => boolean) => found.filter(is).length;
    for (const verdict of verdicts) {
      assert.equal(
        counts[verdict],
        count((one) => one.verdict === verdict),
        JSON.stringify({ filter, verdict }),
      );
    }
    for (const review of ['none', 'confirmed', 'overturned', 'decided'] as const) {
      assert.equal(
        reviews[review],
        count((one) => one.review === review),
        JSON.stringify({ filter, review }),
      );
    }
  }
});

test('positions stay while rows arrive, and any position or moment is reached at once', (t) => {
  const db = randomLog(t, 13);
  const finder = createFinder(db);
  const filter: InspectionFilter = { products: ['bottle'] };
  const query = { filter, sort: 'newest', limit: 20 } as const;
  const first = finder.find({ ...query, position: 0, upTo: null });
  const before = finder.find({ ...query, position: 50, upTo: first.upTo });
  const random = seededRandom(14);
  for (let index = rows; index < rows + 60; index += 1) addRandomRow(db, random, index, index / 2);
  const after = createFinder(db).find({ ...query, position: 50, upTo: first.upTo });
  assert.deepEqual(after, before);
  assert.deepEqual(finder.find({ ...query, position: 50, upTo: first.upTo }), before);
  const now = finder.find({ ...query, position: 0, upTo: null });
  assert.ok(now.upTo > first.upTo && now.count > first.count);
  for (const sort of ['newest', 'oldest'] as const) {
    for (const one of [filter, { fileContains: 'x_' }]) {
      const page = finder.find({ filter: one, sort, position: 37, limit: 1, upTo: rows });
      const { resultId } = page.inspections[0]!;
      assert.equal(finder.position({ filter: one, sort, upTo: rows, at: { resultId } }).position, 37);
    }
  }
  const { position } = finder.position({ ...query, upTo: rows, at: { time: at(100) } });
  const [found] = finder.find({ ...query, position: position ?? -1, limit: 1, upTo: rows }).inspections;
  assert.ok(
    found !== undefined && found.createdAt <= at(100.6) && found.createdAt >= at(60),
    found?.createdAt,
  );
});

test('a search is continued with every question until all is looked through', (t) => {
  const db = randomLog(t, 15);
  const finder = createFinder(db);
  const ask = () =>
    finder.find({ filter: { fileContains: 'nowhere' }, sort: 'oldest', position: 0, limit: 10, upTo: null });
  let page = ask();
  for (let count = 0; page.searched < 1; count += 1) {
    assert.ok(count < 10);
    page = ask();
  }
  assert.deepEqual([page.count, page.inspections], [0, []]);
});

test('an order by score along the index of many rows is that of sorting them, and ends where it says so', (t) => {
  const db = randomLog(t, 16);
  const log = all(db);
  for (const filter of [{}, { products: ['cap'] }, { fileContains: 'x_' }, { verdicts: ['pass' as const] }]) {
    for (const sort of ['worst', 'best'] as const) {
      const expected = inOrder(
        log.filter((one) => meetsFilter(one, filter)),
        sort,
      );
      const sizes = { mostSorted: 0, mostAlongIndex: 1000, indexStep: 17 };
      const table = searchedTable(db, select(db, filter), sort, rows, sizes);
      table.look(5, Infinity);
      assert.ok(table.count >= 5 && table.searched < 1, 'no further than asked');
      table.look(Infinity, Infinity);
      assert.deepEqual([table.searched, table.cut], [1, false]);
      assert.deepEqual(table.at(0, rows), expected);
      const short = searchedTable(db, select(db, filter), sort, rows, { ...sizes, mostAlongIndex: 30 });
      short.look(Infinity, Infinity);
      assert.deepEqual([short.count, short.searched, short.cut], [30, 1, true]);
    }
  }
});
