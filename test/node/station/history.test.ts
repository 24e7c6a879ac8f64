import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CallFailure } from '../../../electron/common/callFailure.ts';
import type { Caller } from '../../../electron/common/contract.ts';
import type { ExportState } from '../../../electron/common/historyAnswers.ts';
import type { ResultId } from '../../../electron/common/inspection.ts';
import { eva, fakeStation } from '../../helpers/fakeStation.ts';
import { fakeImage } from '../../helpers/fakeInference.ts';

test('what is inspected is found, reviewed together, charted and exported', async (t) => {
  const bench = await fakeStation(t);
  await bench.station.watchWithBundle(bench.camera, bench.bundle);
  for (let index = 0; index < 6; index += 1) {
    writeFileSync(join(bench.camera, `a${index}.png`), fakeImage(index < 4 ? 0.5 : 2, `${index}`));
  }
  await bench.until(() => bench.rows().length === 6);
  const query = { sort: 'newest', position: 0, limit: 10, upTo: null } as const;
  const fails = await bench.call.findInspections({ ...query, filter: { verdicts: ['fail'] } }, eva);
  assert.deepEqual([fails.count, fails.searched], [2, 1]);
  const heat = await bench.call.getDefectHeat({ filter: {}, columns: 4, rows: 4 }, eva);
  assert.deepEqual([heat.inspections, heat.fails, heat.cells[1 * 4 + 2]], [2, 2, 2]);

  const resultIds = fails.inspections.map(({ resultId }) => resultId);
  const said = { decision: 'pass', reasonCode: 'goodPart', reason: 'Only dust.' } as const;
  await assert.rejects(
    async () => bench.call.addReviews({ ...said, resultIds: [...resultIds, 'none' as ResultId] }, eva),
    (error) => error instanceof CallFailure && error.code === 'notFound',
  );
  const disagreements = () =>
    bench.call.findInspections({ ...query, filter: { reviews: ['overturned'] } }, eva);
  assert.equal((await disagreements()).count, 0, 'all of them or none');
  assert.deepEqual(await bench.call.addReviews({ ...said, resultIds }, eva), { count: 2 });
  assert.deepEqual(
    (await disagreements()).inspections.map(({ resultId, review }) => [resultId, review]),
    resultIds.map((resultId) => [resultId, 'overturned']),
  );
  const { reviews } = await bench.call.getReasons({ filter: {} }, eva);
  assert.deepEqual(reviews, [{ reasonCode: 'goodPart', outcome: 'overturned', count: 2 }]);

  const begun = await bench.call.startExport({ filter: {}, sort: 'oldest', format: 'csv', path: null }, eva);
  const last = () =>
    bench.events.findLast(({ name }) => name === 'exportProgressed')?.value as ExportState | undefined;
  await bench.until(() => last()?.phase === 'done');
  assert.deepEqual([last()?.exportId, last()?.rows, existsSync(begun.path)], [begun.exportId, 6, true]);
  assert.deepEqual(await bench.call.listExports({}, eva), [last()]);
  await assert.rejects(
    async () => bench.call.cancelExport({ exportId: begun.exportId }, eva),
    /is being written/,
  );
  const surroundings = await bench.call.getSurroundings({ resultId: resultIds[1]!, each: 3 }, eva);
  assert.deepEqual([surroundings.before.length, surroundings.after.length], [3, 1]);
  assert.equal(surroundings.recipe?.version, 1);
  assert.ok(surroundings.inForceSince !== null);
});

test('filters are kept by name, for their author or for all', async (t) => {
  const bench = await fakeStation(t);
  const otto: Caller = { user: 'otto', role: 'operator' };
  const filter = { verdicts: ['fail' as const] };
  const own = await bench.call.saveFilter({ filterId: null, name: 'Mine', filter, forAll: false }, otto);
  const shared = await bench.call.saveFilter({ filterId: null, name: 'All', filter, forAll: true }, eva);
  const names = async (caller: Caller) =>
    (await bench.call.listSavedFilters({}, caller)).map(({ name }) => name);
  assert.deepEqual([await names(otto), await names(eva)], [['All', 'Mine'], ['All']]);
  const change = { ...shared, name: 'Fails', forAll: true };
  const arguments_ = { filterId: change.filterId, name: change.name, filter, forAll: true };
  await assert.rejects(async () => bench.call.saveFilter(arguments_, otto), /was saved by eva/);
  await bench.call.saveFilter(arguments_, eva);
  await bench.call.removeSavedFilter({ filterId: own.filterId }, otto);
  assert.deepEqual(await names(otto), ['Fails']);
  await assert.rejects(
    async () => bench.call.removeSavedFilter({ filterId: own.filterId }, otto),
    /no saved filter/,
  );
});
