import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { databaseName } from '../../electron/node/readLog.ts';
import { openDatabaseReadOnly } from '../../electron/node/store/db.ts';
import { openStation, type OpenStation } from './openStation.ts';

let station: OpenStation;
before(async () => {
  station = await openStation();
});
after(() => station?.close());

/** What the database itself says. */
function stored<Row>(sql: string): Row[] {
  const db = openDatabaseReadOnly(join(station.home, databaseName));
  try {
    return db.prepare<[], Row>(sql).all();
  } finally {
    db.close();
  }
}

test('a fail is found, reviewed and overturned by keyboard, is listed as a disagreement and exported', async () => {
  const { page, complaints } = await station.page();
  const tile = page.locator('section.tile');
  for (const [file, seed, kind] of [
    ['good 1.png', 1, 'good'],
    ['turned 1.png', 900, 'rotated'],
    ['turned 2.png', 901, 'rotated'],
    ['good 2.png', 2, 'good'],
  ] as const) {
    await station.expose(file, seed, kind);
    await tile.getByText(file).first().waitFor();
  }
  const fails = stored<{ file: string }>(
    `SELECT file FROM inspections WHERE verdict = 'fail' ORDER BY sequence DESC`,
  );
  assert.ok(fails.length >= 2, 'the turned parts failed');

  await page.getByRole('link', { name: 'History' }).click();
  const lines = page.locator('[role=row][data-index]');
  await page.getByRole('search').getByRole('button', { name: 'Fail' }).click();
  await page.waitForFunction(
    (count) => document.querySelectorAll('[role=row][data-index]').length === count,
    fails.length,
  );

  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  const opened = page.locator('article.detail');
  const file = fails.at(-1)!.file;
  await opened.getByRole('heading', { name: file }).waitFor();
  await opened.getByRole('list', { name: 'Before and after' }).getByRole('button').nth(2).waitFor();
  await opened.getByText('In force then').waitFor();
  await page.keyboard.press('p');
  await opened.getByRole('button', { name: 'Scratch' }).and(page.locator(':focus')).waitFor();
  await opened.getByRole('button', { name: 'Add review' }).click();
  await opened.getByText('Choose a reason or say why').waitFor();
  await opened.getByRole('button', { name: 'Good part' }).click();
  await opened.getByLabel('In words').fill('a reflection');
  await page.keyboard.press('Enter');
  await opened.locator('.review-pass').getByText('a reflection').waitFor();
  await lines
    .nth(fails.length - 1)
    .locator('.overturned')
    .waitFor();

  // Decided on again: the review before stays.
  await opened.getByRole('radio', { name: 'Pass' }).click();
  await opened.getByRole('button', { name: 'Lighting' }).click();
  await opened.getByRole('button', { name: 'Add review' }).click();
  await opened.locator('.review-pass').nth(1).waitFor();
  assert.deepEqual(
    stored(
      `SELECT file, verdict, decision, reasonCode, reviews.reason FROM reviews JOIN inspections USING (resultId) ORDER BY reviewId`,
    ),
    [
      { file, verdict: 'fail', decision: 'pass', reasonCode: 'goodPart', reason: 'a reflection' },
      { file, verdict: 'fail', decision: 'pass', reasonCode: 'lighting', reason: 'lighting' },
    ],
  );

  await page.getByRole('search').getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('radio', { name: 'Disagreements' }).click();
  await page.getByRole('button', { name: /^1 rejected, found good/ }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('[role=row][data-index]').length === 1);
  await lines.first().getByText('Lighting').waitFor();

  await page.getByRole('radio', { name: 'Table' }).click();
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'CSV' }).click();
  await page.getByText('4 rows,').waitFor();
  const written = await page.locator('code.path').first().textContent();
  const csv = readFileSync(written!, 'utf8').split('\r\n');
  assert.equal(csv.length, 4 + 2, 'a heading, a line each, an end');
  assert.equal(csv.filter((line) => line.includes(file) && line.includes('overturned')).length, 1);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('several are decided together, a filter is kept by name, and a moment is gone to', async () => {
  const { page, complaints } = await station.page();
  await page.getByRole('link', { name: 'History' }).click();
  const grid = page.getByRole('grid');
  const lines = page.locator('[role=row][data-index]');
  await lines.nth(3).waitFor();
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('2 marked').waitFor();
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Dirt' }).click();
  await dialog.getByRole('button', { name: 'Add 2 reviews' }).click();
  await page.getByText('2 marked').waitFor({ state: 'detached' });
  assert.equal(stored(`SELECT 1 FROM reviews WHERE reasonCode = 'dirt'`).length, 2);

  await page.getByRole('button', { name: 'Review', exact: true }).last().click();
  await page.getByRole('checkbox', { name: 'Not reviewed' }).click();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelectorAll('[role=row][data-index]').length < 3);
  const left = await lines.count();
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByLabel('Save the present filter as').fill('To look at');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: /^To look at/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear' }).click();
  await lines.nth(3).waitFor();
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('button', { name: /^To look at/ }).click();
  await page.waitForFunction(
    (count) => document.querySelectorAll('[role=row][data-index]').length === count,
    left,
  );

  await page.getByRole('button', { name: 'Clear' }).click();
  await lines.nth(3).waitFor();
  await page.getByRole('button', { name: 'Go to' }).click();
  await page.getByLabel('Moment').fill('2001-01-01T00:00:00');
  await page.getByRole('button', { name: 'Go there' }).click();
  await page.locator('[role=row].current[data-index="3"]').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});
