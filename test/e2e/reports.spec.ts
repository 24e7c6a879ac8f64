import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readSheet } from 'read-excel-file/node';
import { witnessesOfReport } from '../../electron/node/audit/witnesses.ts';
import { openStation, type OpenStation } from './openStation.ts';

let station: OpenStation;
before(async () => {
  station = await openStation();
});
after(() => station?.close());

const written = (ending: string): string | undefined => {
  const folder = join(station.home, 'exports');
  const name = existsSync(folder) ? readdirSync(folder).find((one) => one.endsWith(ending)) : undefined;
  return name && join(folder, name);
};

test('what is filtered is exported as a workbook that is the database row by row, and a report is written', async () => {
  const { page, complaints } = await station.page();
  for (const seed of [1, 2, 3])
    await station.expose(`part ${seed}.png`, seed, seed === 3 ? 'rotated' : 'good');
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByText('part 3.png').first().waitFor();
  await page.getByText('part 1.png').first().waitFor();
  await page.getByText('part 2.png').first().waitFor();

  await page.getByRole('button', { name: /^Export/ }).click();
  await page.getByRole('button', { name: 'XLSX' }).click();
  await page.getByText(/^3 rows, /).waitFor();
  const [, ...rows] = await readSheet(written('.xlsx')!, 'Inspections');
  const db = new Database(join(station.home, 'station.db'), { readonly: true });
  const log = db
    .prepare('SELECT resultId, file, verdict, score, "limit" FROM inspections ORDER BY sequence DESC')
    .raw()
    .all();
  db.close();
  assert.equal(log.length, 3);
  assert.deepEqual(
    rows.map((row) => [0, 2, 8, 10, 11].map((column) => row[column])),
    log,
  );
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Write a report' });
  await dialog.getByRole('button', { name: 'Write', exact: true }).click();
  await dialog.getByText(/^Shift, \d/).waitFor({ timeout: 60_000 });
  const pdf = written('.pdf')!;
  assert.match(readFileSync(pdf).toString('latin1'), /^%PDF-/);
  assert.equal(witnessesOfReport(pdf).length, 1);

  await dialog.getByRole('radio', { name: 'Acceptance' }).click();
  await dialog.getByLabel('Product').selectOption({ label: 'tiny' });
  await dialog.getByRole('button', { name: 'Write', exact: true }).click();
  await dialog.getByText(/has no challenge yet/).waitFor({ timeout: 60_000 });
  assert.deepEqual(complaints, []);
  await page.close();
});
