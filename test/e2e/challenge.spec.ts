import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { tinyCameraFile } from '../helpers/tinyBundle.ts';
import { openStation, type OpenStation } from './openStation.ts';

let station: OpenStation;
before(async () => {
  station = await openStation();
  for (const [name, firstSeed, kinds] of [
    ['bad', 210, ['rotated', 'good', 'rotated']],
    ['good', 220, ['good', 'good']],
  ] as const) {
    const folder = join(station.home, '..', name);
    mkdirSync(folder);
    for (const [at, kind] of kinds.entries()) {
      writeFileSync(join(folder, `${name} ${at + 1}.png`), await tinyCameraFile(firstSeed + at, kind));
    }
  }
});
after(() => station?.close());

test('a challenge that fails blocks inspecting and says which part was not caught; passed, the images that waited are inspected', async () => {
  const { page, complaints } = await station.page();
  await page.getByRole('link', { name: 'Challenge' }).click();
  await page.getByText('tiny has no challenge set yet').waitFor();

  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('radio', { name: /^Block inspecting/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('failed or overdue: inspecting is blocked').waitFor();

  await page.getByRole('button', { name: 'Add images' }).first().click();
  const dialog = page.getByRole('dialog');
  for (const [name, truth, added] of [
    ['good', 'Known good', 2],
    ['bad', 'Known bad', 3],
  ] as const) {
    await dialog.getByRole('radio', { name: new RegExp(`^${truth}`) }).click();
    await dialog.getByLabel('Folder of images').fill(join(station.home, '..', name));
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByText(`${added} added, 0 were in the set already.`).waitFor();
  }
  await page.keyboard.press('Escape');

  // One of the bad ones is a good part in truth: it is not caught.
  await page.getByRole('button', { name: 'Run now' }).click();
  const result = page.getByRole('region', { name: 'Result' });
  await result.getByText('2 of 3').waitFor();
  await result.getByText('Failed').waitFor();
  const escaped = page.getByRole('region', { name: 'Known bad' }).getByRole('listitem').first();
  await escaped.getByText('not caught').waitFor();
  await page
    .locator('header.bar')
    .getByText(/The challenge of tiny failed/)
    .waitFor();
  await page.getByText('Inspecting is blocked: images wait').waitFor();
  await station.expose('waits.png', 300);

  await escaped.getByRole('button', { name: 'Remove bad 2.png' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('Known bad (2)').waitFor();
  await page.getByRole('button', { name: 'Run now' }).click();
  await result.getByText('2 of 2', { exact: true }).first().waitFor();
  await result.getByText('2 bad images, all caught, still allow that up to 77.7 %').waitFor();

  await result.getByRole('button', { name: 'Sign' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign' }).click();
  await result.getByText(/Signed by local/).waitFor();

  await page.getByRole('link', { name: 'Live' }).click();
  await page.locator('section.tile').getByText('Pass', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByText('waits.png').first().waitFor();
  assert.equal(await page.getByText(/(bad|good) \d\.png/).count(), 0, 'no challenge is an inspection');
  assert.deepEqual(complaints, []);
  await page.close();
});
