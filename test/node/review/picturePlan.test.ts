import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { defaultPictureRules, type PictureRules } from '../../../electron/common/keeping.ts';
import type { ResultId } from '../../../electron/common/inspection.ts';
import { picturePath, picturesFolder } from '../../../electron/node/picturePath.ts';
import { picturePlan } from '../../../electron/node/review/picturePlan.ts';
import { deletePictures } from '../../../electron/node/station/deletePictures.ts';
import { openDatabase } from '../../../electron/node/store/db.ts';
import { findInspection } from '../../../electron/node/store/inspections.ts';
import { insertReview } from '../../../electron/node/store/reviews.ts';
import { addInspection, seedFolder } from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2027, 5, 20, 12);
const forever = { days: null, inspections: null, gigabytes: null };
const keepAll: PictureRules = {
  ...{ pass: forever, fail: forever, review: forever, unreadable: forever, reviewed: false },
};
const pictureBytes = 1000;

/** Six passes and three fails, a thousand bytes each, one of either on each of the last days; the newest first in `ids`. */
function pictured(t: TestContext) {
  const home = tempFolder(t);
  const db = openDatabase(join(home, 'station.db'));
  t.after(() => db.close());
  seedFolder(db);
  const add = (verdict: 'pass' | 'fail', daysAgo: number): ResultId => {
    const hex = (nowMs - daysAgo * dayMs).toString(16).padStart(12, '0');
    const last = verdict === 'pass' ? '1' : '2';
    const resultId = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-00000000000${last}` as ResultId;
    addInspection(db, resultId, { verdict, score: verdict === 'pass' ? 0.5 : 2, pictures: ['map'] });
    const file = picturePath(home, resultId, 'map')!;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'x'.repeat(pictureBytes));
    return resultId;
  };
  const passes = [0, 1, 2, 3, 4, 5].map((daysAgo) => add('pass', daysAgo));
  const fails = [0, 2, 4].map((daysAgo) => add('fail', daysAgo));
  const stay = () => [
    passes.filter((resultId) => findInspection(db, resultId)!.pictures.length > 0).length,
    fails.filter((resultId) => findInspection(db, resultId)!.pictures.length > 0).length,
  ];
  const files = () =>
    [...passes, ...fails].filter((one) => existsSync(picturePath(home, one, 'map')!)).length;
  return { home, db, passes, fails, stay, files };
}

const days = { ...forever, days: 3 };
const gigabytes = (bytes: number) => ({ ...forever, gigabytes: bytes / 1e9 });
const rows: readonly {
  readonly title: string;
  readonly rules: PictureRules;
  /** Passes and fails that keep theirs. */
  readonly stay: readonly [number, number];
}[] = [
  { title: 'no rule: all stay', rules: keepAll, stay: [6, 3] },
  { title: 'by age, of passes alone', rules: { ...keepAll, pass: days }, stay: [4, 3] },
  { title: 'by count', rules: { ...keepAll, pass: { ...forever, inspections: 2 } }, stay: [2, 3] },
  { title: 'none at all', rules: { ...keepAll, fail: { ...forever, inspections: 0 } }, stay: [6, 0] },
  { title: 'by disk space', rules: { ...keepAll, pass: gigabytes(3500) }, stay: [3, 3] },
  {
    title: 'whichever is reached first',
    rules: {
      ...keepAll,
      pass: { days: 3, inspections: 5, gigabytes: 2e-6 },
      fail: { ...days, inspections: 1 },
    },
    stay: [2, 1],
  },
];
for (const { title, rules, stay } of rows) {
  test(`pictures are kept ${title}; the preview says what is deleted, and rows stay`, async (t) => {
    const bench = pictured(t);
    const plan = await picturePlan(bench.db, bench.home, rules, nowMs);
    const [passes, fails] = stay;
    assert.deepEqual(
      [plan.verdicts.pass.inspections, plan.verdicts.fail.inspections],
      [6 - passes, 3 - fails],
    );
    assert.equal(plan.verdicts.pass.sizeBytes, (6 - passes) * pictureBytes);
    assert.deepEqual(plan.kept, {
      inspections: passes + fails,
      sizeBytes: (passes + fails) * pictureBytes,
    });
    assert.deepEqual(bench.stay(), [6, 3], 'a preview deletes nothing');
    const deleted = await deletePictures(bench, plan, rules, nowMs, () => false);
    assert.deepEqual([deleted.pass, deleted.fail], [6 - passes, 3 - fails]);
    assert.deepEqual(bench.stay(), [...stay]);
    assert.equal(bench.files(), passes + fails);
    const again = await picturePlan(bench.db, bench.home, rules, nowMs);
    assert.equal(again.verdicts.pass.inspections + again.verdicts.fail.inspections, 0);
    assert.equal(bench.db.prepare('SELECT count(*) FROM inspections').pluck().get(), 9);
  });
}

test('reviewed ones stay where they are to, and folders of days with nothing left go', async (t) => {
  const bench = pictured(t);
  const { db, home, passes } = bench;
  insertReview(db, {
    ...{ resultId: passes[4]!, decision: 'pass', reason: 'x', reasonCode: null, by: 'eva' },
    createdAt: new Date(nowMs).toISOString(),
  });
  const one = { ...forever, inspections: 0 };
  const rules: PictureRules = { ...defaultPictureRules, pass: one, fail: one, reviewed: true };
  const plan = await picturePlan(db, home, rules, nowMs);
  await deletePictures(bench, plan, rules, nowMs, () => false);
  assert.deepEqual(bench.stay(), [1, 0]);
  assert.deepEqual(readdirSync(picturesFolder(home)).sort(), ['2027-06-16', '2027-06-19', '2027-06-20']);
});
