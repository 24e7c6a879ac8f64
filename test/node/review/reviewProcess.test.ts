import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'node:test';
import { CallFailure } from '../../../electron/common/callFailure.ts';
import type { ExportState } from '../../../electron/common/historyAnswers.ts';
import type { InspectionFilter } from '../../../electron/common/inspectionFilter.ts';
import type { ChildProcess } from '../../../electron/node/childProcess.ts';
import { launchFrom } from '../../../electron/node/launchProcess.ts';
import { createReviewClient } from '../../../electron/node/review/reviewClient.ts';
import { csvCell } from '../../../electron/node/review/writeCsv.ts';
import { openDatabaseReadOnly } from '../../../electron/node/store/db.ts';
import { fakeChild } from '../../helpers/fakeChild.ts';
import { fakeTimers } from '../../helpers/fakeTimers.ts';
import { randomLogFile } from '../../helpers/randomLogFile.ts';
import { reviewHere } from '../../helpers/reviewHere.ts';

const rows = 1200;

test('a killed review process rejects what waits with a sentence, is started again and answers', async (t) => {
  const { file } = randomLogFile(t, rows);
  const launch = launchFrom(new URL('../../../electron/processes/', import.meta.url), import.meta.url);
  const children: ChildProcess[] = [];
  const lost: string[] = [];
  const review = createReviewClient({
    launch() {
      const child = launch('review');
      children.push(child);
      return child;
    },
    ...{ file, onExport: () => {}, onLost: (reason) => lost.push(reason) },
  });
  t.after(() => review.close());
  const { counts } = await review.ask('getFilterSummary', { filter: { simulated: 'with' } });
  assert.equal(counts.pass + counts.fail + counts.review + counts.unreadable, rows);
  // Killed before it is asked: a signal cannot overtake an answer that is on its way already.
  children[0]?.kill();
  const waiting = review.ask('getFilterChoices', {});
  const isSentence = (error: unknown) =>
    error instanceof CallFailure && /review process.*ask again in a moment/.test(error.message);
  await assert.rejects(waiting, isSentence);
  assert.equal(lost.length, 1);
  await assert.rejects(review.ask('getFilterChoices', {}), isSentence);
  for (let tries = 0, answered = false; !answered; tries += 1) {
    assert.ok(tries < 200, 'it is started again');
    answered = await review.ask('getFilterChoices', {}).then(
      () => true,
      () => pause(50, false),
    );
  }
  assert.equal(children.length, 2);
});

test('a review process that hangs is ended, and what waits is rejected', async (t) => {
  const timers = fakeTimers();
  const child = fakeChild();
  const review = createReviewClient({
    ...{ launch: () => child, file: '/nowhere', onExport: () => {}, onLost: () => {}, timers },
  });
  t.after(() => review.close());
  const waiting = review.ask('getFilterChoices', {});
  waiting.catch(() => {});
  for (let second = 0; second < 16; second += 1) timers.pass(1000);
  assert.equal(child.killed(), true);
  await assert.rejects(waiting, /did not answer for 15 seconds/);
});

test('the review process cannot write: its connection refuses', (t) => {
  const { file } = randomLogFile(t, rows);
  const db = openDatabaseReadOnly(file);
  t.after(() => db.close());
  assert.throws(() => db.exec(`DELETE FROM savedFilters`), /readonly database/);
  assert.throws(() => db.exec('CREATE TABLE other (x)'), /readonly database/);
});

test('an export is the filtered rows, appears when complete, never overwrites, and can be cancelled', async (t) => {
  const { file, folder } = randomLogFile(t, rows);
  const told: ExportState[] = [];
  const review = createReviewClient({
    ...{ launch: reviewHere, file, onExport: (state) => told.push(state), onLost: () => {} },
  });
  t.after(() => review.close());
  const ended = async (exportId: string): Promise<ExportState> => {
    for (let tries = 0; tries < 1000; tries += 1) {
      const last = told.findLast((state) => state.exportId === exportId);
      if (last !== undefined && last.phase !== 'writing') return last;
      await pause(5);
    }
    throw new Error(`The export ${exportId} did not end.`);
  };
  const filter: InspectionFilter = { verdicts: ['fail'] };
  const facts = { by: 'eva', at: '2026-05-01T06:00:00.000Z' };
  const order = { ...facts, content: 'inspections', filter, sort: 'oldest', format: 'csv' } as const;
  const target = join(folder, 'exports', 'fails.csv');
  review.startExport({ ...order, exportId: 'a', path: target });
  const done = await ended('a');
  const { counts } = await review.ask('getFilterSummary', { filter });
  const text = readFileSync(target, 'utf8');
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
  assert.deepEqual([done.phase, done.rows, done.rowsExpected], ['done', counts.fail, counts.fail]);
  assert.equal(lines.length, counts.fail + 1);
  assert.equal(done.sizeBytes, Buffer.byteLength(text));
  const page = await review.ask('findInspections', {
    ...{ filter, sort: 'oldest', position: 0, limit: 500, upTo: null },
  });
  assert.deepEqual(
    lines.slice(1, page.inspections.length + 1).map((line) => line.split(',')[0]),
    page.inspections.map(({ resultId }) => resultId),
  );

  review.startExport({ ...order, exportId: 'b', path: target });
  assert.match((await ended('b')).reason ?? '', /fails\.csv exists; an export never overwrites a file/);
  review.startExport({
    ...order,
    filter: { simulated: 'with' },
    exportId: 'c',
    path: join(folder, 'all.csv'),
  });
  review.cancelExport('c');
  assert.equal((await ended('c')).phase, 'cancelled');
  assert.throws(() => readFileSync(join(folder, 'all.csv')), /ENOENT/);
  assert.throws(() => readFileSync(join(folder, 'all.csv.unfinished')), /ENOENT/);
  writeFileSync(join(folder, 'plain'), '');
  review.startExport({ ...order, exportId: 'd', path: join(folder, 'plain', 'x.csv') });
  assert.equal((await ended('d')).phase, 'failed');
});

const cells: readonly (readonly [value: string | number | boolean | null, cell: string])[] = [
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['=1+1', "'=1+1"],
  ['@x,y', `"'@x,y"`],
  [-1.5, '-1.5'],
  [true, 'true'],
  [null, ''],
];
for (const [value, cell] of cells) {
  test(`CSV: ${JSON.stringify(value)} is written ${JSON.stringify(cell)}`, () => {
    assert.equal(csvCell(value), cell);
  });
}
