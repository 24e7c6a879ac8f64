import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { databaseName } from '../../electron/node/readLog.ts';
import { openDatabaseReadOnly } from '../../electron/node/store/db.ts';
import { tinyCameraFile } from '../helpers/tinyBundle.ts';
import { openStation, type OpenStation } from './openStation.ts';

const patienceMs = 120_000;
let station: OpenStation;
let folders: Record<'good' | 'bad', string>;
before(async () => {
  station = await openStation();
  folders = { good: join(station.home, '..', 'good'), bad: join(station.home, '..', 'bad') };
  for (const [name, kind, count] of [
    ['good', 'good', 20],
    ['bad', 'rotated', 3],
  ] as const) {
    mkdirSync(folders[name]);
    for (let at = 0; at < count; at++) {
      const file = join(folders[name], `${name} ${at + 1}.png`);
      writeFileSync(file, await tinyCameraFile((name === 'good' ? 700 : 800) + at, kind));
    }
  }
});
after(() => station?.close());

async function openLab(): Promise<{ page: Page; complaints: string[] }> {
  const opened = await station.page();
  opened.page.setDefaultTimeout(patienceMs);
  await opened.page.getByRole('link', { name: 'Lab' }).click();
  return opened;
}

/** Puts a version in force in the only watched folder. */
async function putInForce(page: Page, version: number): Promise<void> {
  await page.getByRole('button', { name: 'Put a version in force' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('#version').selectOption(String(version));
  // It is proven first: a press meanwhile does nothing.
  await dialog.getByText('References – passed').waitFor();
  await dialog.getByRole('button', { name: 'Put in force' }).and(page.locator('[aria-busy="false"]')).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(`Version ${version} is in force`).waitFor();
}

/** Exposes one part and answers the calibration id its inspection was logged with. */
async function calibrationOf(page: Page, file: string, seed: number): Promise<string> {
  await station.expose(file, seed);
  for (let waitedMs = 0; ; waitedMs += 250) {
    const db = openDatabaseReadOnly(join(station.home, databaseName));
    try {
      const one = db.prepare('SELECT calibrationId FROM inspections WHERE file = ?').pluck().get(file);
      if (typeof one === 'string') return one;
    } finally {
      db.close();
    }
    assert.ok(waitedMs < patienceMs, `${file} is not in the log`);
    await page.waitForTimeout(250);
  }
}

test('the limit is moved in the lab, saved, in force, and put back: inspections carry the calibration they were judged by', async () => {
  const { page, complaints } = await openLab();
  await page.getByText('No images of tiny were scored yet').waitFor();
  await page.getByRole('button', { name: 'Choose images' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Folder of good images').fill(folders.good);
  await dialog.getByLabel('Folder of bad images').fill(folders.bad);
  await dialog.getByLabel('Synthetic anomalies').fill('0');
  await dialog.getByRole('button', { name: 'Score the images' }).click();
  const figures = page.getByRole('region', { name: 'At this limit' });
  await figures.getByText('of 3 bad pass').waitFor();
  await page.getByText('23 images scored').waitFor();
  await figures.getByText('as calibrated').waitFor();
  await figures.getByText(/59 are needed for 5 %|bad images pass: up to/).waitFor();

  const before = await calibrationOf(page, 'before.png', 900);

  // By keyboard to the largest score of all: no part fails any more, every bad one passes.
  const slider = page.getByRole('slider', { name: /^Limit of/ });
  await slider.focus();
  await page.keyboard.press('End');
  await figures.getByText('3 of 3 bad pass').waitFor();
  await figures.getByText('0 of 20 good rejected').waitFor();
  await figures.getByText('moved by hand').waitFor();
  await page.keyboard.press('Home');
  await figures.getByText('20 of 20 good rejected').waitFor();
  await page.getByRole('button', { name: /^Back to/ }).click();
  await figures.getByText('as calibrated').waitFor();

  // By pointer, to where a few bad parts pass: the gate lets a version in that good parts pass.
  const box = (await slider.boundingBox())!;
  const stage = (await page.locator('.drawing canvas').first().boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(stage.x + 0.8 * stage.width, y, { steps: 5 });
  await page.mouse.up();
  await figures.getByText('moved by hand').waitFor();
  const limit = Number(await slider.getAttribute('aria-valuenow'));

  await page.getByRole('button', { name: 'Save as calibration' }).click();
  await dialog.getByText('set by a person who saw the scores').waitFor();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(/Version 2 is saved\..*set by hand.*an estimate/).waitFor();
  await figures.getByText('as calibrated').waitFor();
  assert.equal(
    Number(await slider.getAttribute('aria-valuenow')),
    limit,
    'the new limit stays in the picture',
  );
  assert.equal(await calibrationOf(page, 'saved.png', 901), before, 'saving changes nothing on the line');

  await putInForce(page, 2);
  const after = await calibrationOf(page, 'after.png', 902);
  assert.notEqual(after, before);

  await putInForce(page, 1);
  assert.equal(await calibrationOf(page, 'back.png', 903), before);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('no bad images: nothing is said of escapes; two heads with a lasso, and an image of the strip is labelled', async () => {
  const { page, complaints } = await openLab();
  const figures = page.getByRole('region', { name: 'At this limit' });
  await figures.waitFor();
  await page.getByRole('button', { name: 'Bad folder' }).click();
  await figures
    .getByText('0 bad images: nothing can be said about escapes; 59 are needed, all caught, for at most 5 %.')
    .waitFor();
  await figures.getByText('nothing is known').waitFor();
  await page.getByRole('button', { name: 'Bad folder' }).click();
  await figures.getByText('of 3 bad pass').waitFor();

  await page.getByRole('radio', { name: 'Two heads' }).click();
  const canvas = page.locator('.scatter canvas').first();
  await canvas.waitFor();
  await page.getByText('Draw round dots with the lasso').waitFor();
  const { x, y, width, height } = (await canvas.boundingBox())!;
  // Just inside the axes, where every dot is.
  const [left, right, top, bottom] = [x + 82, x + width - 22, y + 18, y + height - 58];
  // The lasso is armed a moment after the dots are drawn: draw until it catches.
  const all = page.getByRole('heading', { name: /^[1-9]\d* images selected/ });
  for (let tries = 0; tries < 30 && !(await all.isVisible()); tries++) {
    await page.mouse.move(left, top);
    await page.mouse.down();
    for (const [toX, toY] of [
      [right, top],
      [right, bottom],
      [left, bottom],
      [left, top + 2],
    ] as const) {
      await page.mouse.move(toX, toY, { steps: 6 });
    }
    await page.mouse.up();
    await page.waitForTimeout(700);
  }
  const strip = page.getByRole('region', { name: /images selected$/ });
  // A dot on the outline itself may be left out.
  assert.ok(Number.parseInt((await all.textContent()) ?? '', 10) >= 18);
  await strip
    .getByRole('button', { name: /^good \d+\.png, good,/ })
    .first()
    .click();
  await strip.getByRole('button', { name: 'Bad parts' }).click();
  await figures.getByText('of 4 bad pass').waitFor();
  const broken = await page
    .locator('.strip img')
    .evaluateAll(
      (all) =>
        all.filter(
          (one) => (one as HTMLImageElement).complete && (one as HTMLImageElement).naturalWidth === 0,
        ).length,
    );
  assert.equal(broken, 0);
  assert.deepEqual(complaints, []);
  await page.close();
});
