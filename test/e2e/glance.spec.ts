import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium.ts';
import { servePreview, type Preview } from '../renderer/preview/servePreview.ts';

/** What is seen from two metres, on the scripted station. */
let browser: Browser;
let preview: Preview;
before(async () => {
  [browser, preview] = await Promise.all([launchChromium(), servePreview()]);
});
after(async () => {
  await Promise.all([browser?.close(), preview?.close()]);
});

async function open(scenario: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(preview.url(scenario));
  await page.locator('.view').waitFor();
  return page;
}

test('the state of the station is told by word and by a shape of its own', async () => {
  const shapes = new Map<string, string>();
  for (const [scenario, word] of [
    ['live', 'Inspecting'],
    ['stopped', 'Stopped'],
    ['missing', 'Fault'],
    ['failRun', 'Many fails'],
    ['challengeDue', 'Challenge'],
  ] as const) {
    const page = await open(scenario);
    const lamp = page.locator('[data-andon]');
    await lamp.getByText(word, { exact: true }).waitFor();
    const size = await lamp
      .locator('.word')
      .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
    assert.ok(size >= 26, `${word} is ${size} px high`);
    shapes.set(await lamp.locator('svg').innerHTML(), word);
    await page.close();
  }
  assert.equal(shapes.size, 5);
});

test('only what nobody has seen flashes, and stops when it is acknowledged by key', async () => {
  const page = await open('failRun');
  await page.locator('.lamp.flashing').waitFor();
  await page.keyboard.press('a');
  await page.locator('.lamp.flashing').waitFor({ state: 'detached' });
  await page.locator('[data-andon]').getByText('Many fails').waitFor();
  await page.close();
});

test('a run of fails says how many, what to do, and leads to the last one', async () => {
  const page = await open('failRun');
  const banner = page.getByRole('alert', { name: 'Many parts fail' });
  await banner.getByText('8 of the last 20 parts failed').waitFor();
  await banner.getByText('check the parts, then light, focus and position', { exact: false }).waitFor();
  await banner.getByRole('button', { name: 'Look at the last fail' }).click();
  await page.getByText('Back to live').waitFor();
  await page.locator('section.tile').getByText('Fail', { exact: true }).waitFor();
  await page.close();
});

test('several folders are tiles; one is entered, and left by key', async () => {
  const page = await open('lanes');
  const tiles = page.getByRole('list', { name: 'Watched folders' }).getByRole('button');
  await tiles.nth(2).waitFor();
  assert.equal(await tiles.count(), 3);
  await page.getByRole('button', { name: 'Bottle neck, amber glass: No folder. Open it' }).click();
  await page.getByRole('heading', { name: 'Bottle neck, amber glass' }).waitFor();
  await page.keyboard.press('o');
  await tiles.nth(2).waitFor();
  await page.getByRole('tab', { name: 'Fail Fastener M6' }).click();
  await page.getByRole('heading', { name: 'Fastener M6' }).waitFor();
  await page.close();
});

test('a verdict of long ago is not shown as the present', async () => {
  const page = await open('silent');
  await page.locator('section.tile').getByText('No images', { exact: true }).waitFor();
  await page.getByText('Last inspected image').waitFor();
  assert.equal(await page.locator('section.tile').getByText('Pass', { exact: true }).count(), 0);
  await page.close();
});

test('the keys are told by a key, and none acts while somebody types', async () => {
  const page = await open('live');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByText('Back to live').waitFor();
  await page.keyboard.press('s');
  assert.equal(await page.getByRole('dialog').count(), 1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.getByLabel('Order number').fill('');
  await page.getByLabel('Order number').press('s');
  assert.equal(await page.getByRole('dialog', { name: /Stop inspecting/ }).count(), 0);
  assert.equal(await page.getByLabel('Order number').inputValue(), 's');
  await page.close();
});
