import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { readSheet } from 'read-excel-file/node';
import { headsIn, headText } from '../../../electron/common/audit.ts';
import type { ReviewedInspection } from '../../../electron/common/historyAnswers.ts';
import type { ResultId } from '../../../electron/common/inspection.ts';
import { createParts } from '../../../electron/node/review/exportParts.ts';
import { exportColumns } from '../../../electron/node/review/exportColumns.ts';
import { exportRows, type ExportRow } from '../../../electron/node/review/exportRows.ts';
import { newestSequence } from '../../../electron/node/review/findInspections.ts';
import { select } from '../../../electron/node/review/selection.ts';
import { columnName, sheetCell, xmlText } from '../../../electron/node/review/spreadsheet/sheetCells.ts';
import { mostSheetRows, writeXlsx, writeXlsxOf } from '../../../electron/node/review/writeXlsx.ts';
import { openDatabaseReadOnly, type StationDatabase } from '../../../electron/node/store/db.ts';
import { findInspection } from '../../../electron/node/store/inspections.ts';
import { newestReviews } from '../../../electron/node/store/reviews.ts';
import { randomLogFile } from '../../helpers/randomLogFile.ts';

const about = {
  head: { entry: 17, hash: 'ab'.repeat(32) },
  createdAt: '2026-05-01T06:00:00.000Z',
  facts: [['Written by', '=cmd|eva']],
} as const;
const names = Object.keys(exportColumns);

interface Written {
  readonly db: StationDatabase;
  readonly files: readonly string[];
  readonly sizeBytes: number;
}

async function written(t: TestContext, sheetRows: number): Promise<Written> {
  const { file } = randomLogFile(t, 500);
  const db = openDatabaseReadOnly(file);
  t.after(() => db.close());
  const further: string[] = [];
  const target = join(dirname(file), 'log.xlsx');
  const parts = createParts(target, (paths) => further.splice(0, further.length, ...paths));
  const rows = exportRows(db, select(db, { simulated: 'with' }), 'oldest', newestSequence(db));
  const sizeBytes = await writeXlsxOf(sheetRows)({ place: parts.place, about }, rows);
  await parts.complete();
  return { db, files: [target, ...further], sizeBytes };
}

/** The database's own words for a row of the sheet. */
function expected(db: StationDatabase, resultId: ResultId): unknown[] {
  const inspection = findInspection(db, resultId);
  assert.ok(inspection, `${resultId} is in the log`);
  const review = newestReviews(db, [resultId]).get(resultId) ?? null;
  const outcome = db
    .prepare(`SELECT ifnull(review, 'none') FROM inspectionFacts WHERE sequence = ?`)
    .pluck()
    .get(inspection.sequence) as ReviewedInspection['review'];
  const row: ExportRow = { inspection: { ...inspection, review: outcome, newestReview: review }, review };
  return Object.values(exportColumns).map(({ kind, of }) => {
    const value = of(row);
    return kind === 'moment' && typeof value === 'string' ? new Date(value).getTime() : value;
  });
}

test('a workbook opened again is the log, row by row, with dates as dates and numbers as numbers', async (t) => {
  const { db, files } = await written(t, mostSheetRows);
  assert.equal(files.length, 1);
  const [headings, ...rows] = await readSheet(files[0]!, 'Inspections');
  assert.deepEqual(
    headings,
    names.map((name) => (exportColumns[name]?.kind === 'moment' ? `${name} (UTC)` : name)),
  );
  assert.equal(rows.length, 500);
  for (const row of rows) {
    const resultId = row[0] as ResultId;
    const wanted = expected(db, resultId);
    for (const [index, cell] of row.entries()) {
      const value = wanted[index];
      // This reader cuts off what is left of a millisecond.
      if (cell instanceof Date) assert.ok(Math.abs(cell.getTime() - Number(value)) <= 1, `${names[index]}`);
      else assert.equal(cell, value, names[index]);
    }
  }
  const order = rows.map((row) => row[0]);
  const log = db.prepare('SELECT resultId FROM inspections ORDER BY sequence').pluck().all();
  assert.deepEqual(order, log);
});

test('rows that do not fit a sheet go on in another file; none is lost or twice', async (t) => {
  const { db, files, sizeBytes } = await written(t, 201);
  assert.deepEqual(
    files.map((file) => file.slice(dirname(file).length + 1)),
    ['log.xlsx', 'log-2.xlsx', 'log-3.xlsx'],
  );
  const sheets = await Promise.all(files.map((file) => readSheet(file, 'Inspections')));
  assert.deepEqual(
    sheets.map(({ length }) => length),
    [201, 201, 101],
  );
  const ids = sheets.flatMap((rows) => rows.slice(1).map((row) => row[0]));
  assert.deepEqual(ids, db.prepare('SELECT resultId FROM inspections ORDER BY sequence').pluck().all());
  assert.equal(
    sizeBytes,
    files.reduce((sum, file) => sum + readFileSync(file).length, 0),
  );
});

test('every part says what it is, and carries the head of the audit trail where a search through it finds it', async (t) => {
  const { files } = await written(t, 301);
  for (const [part, file] of files.entries()) {
    assert.deepEqual(headsIn(readFileSync(file, 'latin1')), [about.head]);
    const facts = await readSheet(file, 'About');
    assert.deepEqual(facts.at(-1), ['Audit trail', headText(about.head)]);
    assert.deepEqual(
      facts.find(([title]) => title === 'Part'),
      ['Part', part + 1],
    );
    assert.deepEqual(facts[1], ['Written by', '=cmd|eva']);
  }
});

test('an empty log is a workbook with headings', async (t) => {
  const { file } = randomLogFile(t, 0);
  const target = join(dirname(file), 'empty.xlsx');
  const parts = createParts(target, () => {});
  await writeXlsx({ place: parts.place, about }, (async function* () {})());
  await parts.complete();
  assert.equal((await readSheet(target, 'Inspections')).length, 1);
});

test('rows that fail end the writing, and nothing of it stays', async (t) => {
  const { file } = randomLogFile(t, 0);
  const target = join(dirname(file), 'broken.xlsx');
  const parts = createParts(target, () => {});
  const rows = (async function* () {
    yield* [] as ExportRow[][];
    await Promise.resolve();
    throw new Error('The log is gone.');
  })();
  await assert.rejects(writeXlsx({ place: parts.place, about }, rows), /The log is gone/);
  await parts.remove();
  assert.equal(existsSync(target), false);
  assert.equal(existsSync(`${target}.unfinished`), false);
});

const cells: readonly (readonly [value: string | number | boolean | null, cell: string])[] = [
  [null, ''],
  [-1.5, '<c r="B2"><v>-1.5</v></c>'],
  [true, '<c r="B2" t="b"><v>1</v></c>'],
  ['a<b & c', '<c r="B2" t="inlineStr"><is><t xml:space="preserve">a&lt;b &amp; c</t></is></c>'],
  ['=1+1', '<c r="B2" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'],
];
for (const [value, cell] of cells) {
  test(`a cell of ${JSON.stringify(value)} is ${cell === '' ? 'left out' : cell}`, () => {
    assert.equal(sheetCell('B2', value, 'text'), cell);
  });
}

test('a moment is a date to the millisecond', () => {
  assert.equal(sheetCell('A1', '2026-05-01T12:00:00.000Z', 'moment'), '<c r="A1" s="2"><v>46143.5</v></c>');
});

test('columns are named as spreadsheets name them; what XML cannot have is spelled', () => {
  assert.deepEqual([0, 25, 26, 51, 702].map(columnName), ['A', 'Z', 'AA', 'AZ', 'AAA']);
  assert.equal(xmlText('a\u0007_x0041_\ud800'), 'a_x0007__x005F_x0041__xD800_');
});
