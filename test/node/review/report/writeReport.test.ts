import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import type { ExportState } from '../../../../electron/common/historyAnswers.ts';
import type { ReportOrder } from '../../../../electron/common/report.ts';
import { witnessesOfReport } from '../../../../electron/node/audit/witnesses.ts';
import { createExports, type Exports } from '../../../../electron/node/review/exports.ts';
import { writeOrderOf } from '../../../../electron/node/review/writeOrder.ts';
import { auditHead } from '../../../../electron/node/store/audit.ts';
import { openDatabaseReadOnly, type StationDatabase } from '../../../../electron/node/store/db.ts';
import { reportTimes, seedReportLog } from '../../../helpers/reportLog.ts';
import { someRecipe } from '../../../helpers/storeRows.ts';

const fonts = new URL('../../../../electron/node/review/report/fonts/', import.meta.url);
const { recipeId } = someRecipe;
const { from, to } = reportTimes;
const agreed = { task: null, greatestEscape: 0.05, greatestOverkill: 0.3 };
const orders: readonly { readonly order: ReportOrder; readonly leastPages: number }[] = [
  { order: { kind: 'shift', from, to, folderId: null, product: null }, leastPages: 3 },
  { order: { kind: 'product', recipeId, from, to }, leastPages: 3 },
  { order: { kind: 'acceptance', recipeId, challengeRunId: null, ...agreed }, leastPages: 3 },
];

let home: string;
let db: StationDatabase;
before(async () => {
  home = mkdtempSync(join(tmpdir(), 'plumbline-report-'));
  db = openDatabaseReadOnly(await seedReportLog(home));
});
after(() => {
  db?.close();
  rmSync(home, { recursive: true, force: true });
});

function start(report: ReportOrder, path: string): { exports: Exports; ended: Promise<ExportState[]> } {
  const told: ExportState[] = [];
  const { promise, resolve } = Promise.withResolvers<ExportState[]>();
  const exports = createExports(
    (state) => {
      told.push(state);
      if (state.phase !== 'writing') resolve(told);
    },
    writeOrderOf(db, fonts),
  );
  exports.start({
    ...{ exportId: 'a', content: 'report', path, by: 'eva', at: '2026-03-01T18:00:00.000Z', report },
    ...{ version: '1.2.3', shiftStartHours: [6, 14, 22] },
  });
  return { exports, ended: promise };
}

for (const { order, leastPages } of orders) {
  test(`${order.kind} report: a PDF with fonts and pictures in it that carries the head of the audit trail`, async () => {
    const file = join(home, 'reports', `${order.kind}.pdf`);
    const told = await start(order, file).ended;
    const last = told.at(-1)!;
    assert.deepEqual([last.phase, last.reason], ['done', null]);
    assert.equal(last.rows, last.rowsExpected);
    const pdf = readFileSync(file);
    assert.equal(last.sizeBytes, pdf.length);
    const text = pdf.toString('latin1');
    assert.match(text, /^%PDF-/);
    assert.ok(text.match(/\/Type \/Page\b/g)!.length >= leastPages, 'has its pages');
    assert.match(text, /\/FontFile2/, 'fonts are embedded');
    assert.doesNotMatch(text, /\/BaseFont \/Helvetica/);
    assert.match(text, /\/Subtype \/Image/);
    assert.deepEqual(witnessesOfReport(file), [{ ...auditHead(db), where: `${order.kind}.pdf` }]);
    assert.equal(existsSync(`${file}.unfinished`), false);
    for (const [, stream] of text.matchAll(/FlateDecode[^]*?stream\r?\n([^]*?)\r?\nendstream/g)) {
      assert.doesNotThrow(() => inflateSync(Buffer.from(stream!, 'latin1')));
    }
  });
}

test('a report that is cancelled leaves nothing', async () => {
  const file = join(home, 'cancelled.pdf');
  const { exports, ended } = start(orders[0]!.order, file);
  exports.cancel('a');
  assert.equal((await ended).at(-1)?.phase, 'cancelled');
  assert.equal(existsSync(file), false);
  assert.equal(existsSync(`${file}.unfinished`), false);
});

test('an acceptance report without a challenge says what to do; a product that is none is refused', async () => {
  const order = { ...orders[2]!.order, recipeId: 'other' } as ReportOrder;
  const [failed] = (await start(order, join(home, 'none.pdf')).ended).slice(-1);
  assert.equal(failed?.phase, 'failed');
  assert.match(failed.reason ?? '', /has no challenge yet\. Add known good and known bad images/);
  const unknown = { ...orders[1]!.order, recipeId: 'other' } as ReportOrder;
  assert.match(
    (await start(unknown, join(home, 'none.pdf')).ended).at(-1)?.reason ?? '',
    /no product with the id other/,
  );
});

test('a report never overwrites, and says where it could not write', async () => {
  mkdirSync(join(home, 'taken.pdf'));
  const last = (await start(orders[0]!.order, join(home, 'taken.pdf')).ended).at(-1);
  assert.match(last?.reason ?? '', /taken\.pdf exists; an export never overwrites a file/);
});
