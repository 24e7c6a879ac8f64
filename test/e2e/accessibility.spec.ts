import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { violations } from '../helpers/axe.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { servePreview, type Preview } from '../renderer/preview/servePreview.ts';

let browser: Browser;
let preview: Preview;
before(async () => {
  [browser, preview] = await Promise.all([launchChromium(), servePreview()]);
});
after(async () => {
  await Promise.all([browser?.close(), preview?.close()]);
});

type Media = Parameters<Page['emulateMedia']>[0];

async function newPage(media: Media): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  // Moving parts stand still, so that no colour is measured half way.
  await page.emulateMedia({ reducedMotion: 'reduce', ...media });
  return page;
}
async function show(page: Page, scenario: string, view: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(preview.url(scenario, view));
  await page.locator('.view').waitFor();
  await settled(page);
}
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
}

/** What opens by a button of a view, and what it is. */
const opened = [
  ['products', 'Change', 'dialog'],
  ['products', 'Put in force', 'dialog'],
  ['products', 'Watch a folder', 'dialog'],
  ['challenge', 'Add images', 'dialog'],
  ['challenge', 'Change', 'dialog'],
  ['settings', 'Browse…', 'dialog'],
  ['live', 'Language: English. Choose another', 'menu'],
  ['live', 'Order and operator', 'dialog'],
  ['live', 'Stop inspecting', 'dialog'],
  ['live', 'Keys', 'dialog'],
] as const;
const conditions = [
  'fail',
  'review',
  'unreadable',
  'empty',
  'missing',
  'challengeFailed',
  'lanes',
  'failRun',
  'challengeDue',
  'silent',
] as const;

test('axe is asked: it finds a button without a name and words that cannot be read', async () => {
  const page = await newPage({});
  await page.setContent(
    '<html lang="en"><title>t</title><main><button></button><p style="color:#ccc;background:#fff">pale</p></main>',
  );
  const rules = (await violations(page)).map((one) => one.split(':')[0]);
  assert.deepEqual(rules.sort(), ['button-name', 'color-contrast']);
  await page.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`${colorScheme}: axe finds nothing against WCAG 2.2 AA in any view, condition or dialog`, async () => {
    const page = await newPage({ colorScheme });
    const found: Record<string, string[]> = {};
    const look = async (where: string): Promise<void> => {
      const against = await violations(page);
      if (against.length > 0) found[where] = against;
    };
    await show(page, 'long', 'live');
    for (const link of await page.locator('nav a[href]').all()) {
      await link.click();
      await settled(page);
      await look((await link.getAttribute('href'))!);
    }
    for (const scenario of conditions) {
      await show(page, scenario, 'live');
      await look(scenario);
    }
    for (const [view, button, role] of opened) {
      await show(page, 'live', view);
      await page.getByRole('button', { name: button, exact: true }).first().click();
      await page.getByRole(role).waitFor();
      await settled(page);
      await look(`${view}, ${button}`);
    }
    assert.deepEqual(found, {});
    await page.close();
  });
}

test('reduced motion: nothing on the live screen moves by itself', async () => {
  const page = await newPage({});
  await show(page, 'missing', 'live');
  const moving = await page.evaluate(() =>
    document.getAnimations().map((one) => (one.effect as KeyframeEffect).target?.className),
  );
  assert.deepEqual(moving, []);
  await page.close();
});

test('forced colours: every verdict keeps its word and its shape, and focus is drawn', async () => {
  const page = await newPage({ forcedColors: 'active' });
  await show(page, 'fail', 'live');
  const tile = page.locator('section.tile');
  await tile.getByText('Fail', { exact: true }).waitFor();
  const [paint, ground] = await tile.evaluate((one) => {
    const shape = one.querySelector('svg')!;
    return [getComputedStyle(shape).color, getComputedStyle(one).backgroundColor];
  });
  assert.notEqual(paint, ground);
  await page.keyboard.press('Tab');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
  assert.notEqual(outline, 'none');
  await page.close();
});

test('the language is chosen with the keyboard, changes the page at once and is kept', async () => {
  const page = await newPage({});
  await show(page, 'live', 'settings');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await page.getByRole('button', { name: 'Language: English. Choose another' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemradio', { name: 'English' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Optionen' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'de-DE');
  await page.reload();
  await page.getByRole('heading', { name: 'Optionen' }).waitFor();
  await page.getByRole('radio', { name: '简体中文' }).click();
  await page.getByRole('heading', { name: '设置' }).waitFor();
  await page.close();
});
