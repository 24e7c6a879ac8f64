import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium.ts';
import { servePreview, type Preview } from '../renderer/preview/servePreview.ts';

/** The designed states of the live screen, and the other views, on the scripted station. */
const liveStates = [
  'live',
  'fail',
  'review',
  'unreadable',
  'beyond',
  'demo',
  'empty',
  'waiting',
  'starting',
  'stopped',
  'missing',
  'restarting',
  'refused',
  'challengeFailed',
  'lanes',
  'failRun',
  'job',
  'challengeDue',
  'silent',
  'long',
] as const;
const otherViews = [
  'history',
  'trends',
  'products',
  'setUp',
  'challenge',
  'alarms',
  'events',
  'settings',
] as const;

let browser: Browser;
let preview: Preview;
before(async () => {
  [browser, preview] = await Promise.all([launchChromium(), servePreview()]);
});
after(async () => {
  await Promise.all([browser?.close(), preview?.close()]);
});

async function open(address: string, colorScheme: 'light' | 'dark' = 'light'): Promise<[Page, string[]]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
  await page.locator('.view').waitFor();
  return [page, complaints];
}

/** What can be pressed but is smaller than a gloved finger needs: `name width x height`. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], select, input, summary')]
      .filter((one) => one.checkVisibility() && !one.closest('.unseen') && !one.matches('.unseen'))
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 43.9 || box.height < 43.9))
      .map(({ one, box }) => `${one.className} ${box.width} x ${box.height}`),
  );
}

for (const state of liveStates) {
  test(`live, ${state}: fits 1280 x 800 without scrolling, nothing too small to press, no complaint`, async () => {
    const [page, complaints] = await open(preview.url(state));
    await page.waitForTimeout(300);
    const beyond = await page.evaluate(() => {
      const view = document.querySelector('.view')!;
      return [view.scrollWidth - view.clientWidth, view.scrollHeight - view.clientHeight];
    });
    assert.deepEqual(beyond, [0, 0]);
    assert.deepEqual(await smallTargets(page), []);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

for (const view of otherViews) {
  test(`${view}, dark: not wider than the screen, nothing too small to press, no complaint`, async () => {
    const [page, complaints] = await open(preview.url('long', view), 'dark');
    await page.waitForTimeout(300);
    const wider = await page.evaluate(() => {
      const element = document.querySelector('.view')!;
      return element.scrollWidth - element.clientWidth;
    });
    assert.equal(wider, 0);
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    assert.deepEqual(await smallTargets(page), []);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

test('the verdict is told by word and shape, and its letters are big enough for two metres', async () => {
  const shapes = new Map<string, string>();
  for (const [state, word] of [
    ['live', 'Pass'],
    ['fail', 'Fail'],
    ['review', 'Review'],
    ['unreadable', 'Unreadable'],
  ] as const) {
    const [page] = await open(preview.url(state));
    const tile = page.locator('section.tile');
    await tile.getByText(word, { exact: true }).waitFor();
    const size = await tile
      .locator('.word')
      .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
    assert.ok(size >= 54, `${word} is ${size} px high`);
    shapes.set(await tile.locator('svg').innerHTML(), word);
    await page.close();
  }
  assert.equal(shapes.size, 4);
});

test('a held image stays while others come; Escape goes back to live', async () => {
  const [page] = await open(preview.url('fast'));
  const part = page.locator('section.tile .part');
  await page.locator('.strip .tile').nth(3).click();
  await page.getByText('Back to live').waitFor();
  await page.waitForTimeout(200);
  const heldPart = await part.textContent();
  await page.waitForTimeout(600);
  assert.equal(await part.textContent(), heldPart);
  await page.keyboard.press('Escape');
  await page.getByText('Back to live').waitFor({ state: 'detached' });
  await page.waitForFunction(
    (before) => document.querySelector('section.tile .part')?.textContent !== before,
    heldPart,
  );
  await page.close();
});

test('an alarm can be read and acknowledged; the next one follows', async () => {
  const [page] = await open(preview.url('missing'));
  await page
    .locator('header.bar')
    .getByText('/data/camera-3/export cannot be watched: it is not there.')
    .waitFor();
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page
    .locator('header.bar')
    .getByText('Only 1400 MB are free on the disk of /srv/plumbline.')
    .waitFor();
  await page.getByRole('button', { name: '3 alarms' }).click();
  await page.getByText('Acknowledging says that you have seen an alarm.').waitFor();
  const present = page.getByRole('region', { name: 'Present alarms' });
  assert.equal(await present.getByRole('button', { name: 'Acknowledge' }).count(), 1);
  await page.close();
});

test('an alarm is shelved for a time and comes back; the history is filtered', async () => {
  const [page, complaints] = await open(preview.url('missing', 'alarms'));
  const present = page.getByRole('region', { name: 'Present alarms' });
  const low = present.getByRole('listitem').filter({ hasText: 'Only 1400 MB' });
  await low.getByRole('button', { name: 'Shelve' }).click();
  await low.getByRole('button', { name: '10 minutes' }).click();
  await low.waitFor({ state: 'detached' });
  const shelved = page.getByRole('listitem').filter({ hasText: 'Shelved until' });
  assert.equal(await shelved.count(), 2);
  await shelved.filter({ hasText: 'Only 1400 MB' }).getByRole('button', { name: 'End shelving' }).click();
  await low.getByRole('button', { name: 'Acknowledge' }).waitFor();
  await page.getByLabel('Step').selectOption({ label: 'Shelved' });
  await page.getByText('The challenge of Fastener M6 failed').first().waitFor({ state: 'detached' });
  assert.ok((await page.getByText('No image came into /data/camera-4/export').count()) > 1);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a product is set up from good images to the live screen with the keyboard in the forms', async () => {
  const [page, complaints] = await open(preview.url('empty'));
  await page.getByRole('button', { name: 'Set up your own product' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('Give the product a name.').waitFor();
  await page.getByRole('textbox', { name: 'Product' }).fill('Bottle neck');
  await page.getByLabel('Folder of good images').fill('/nowhere');
  await page.keyboard.press('Enter');
  await page.getByText('There is no folder /nowhere.').waitFor();
  await page.getByRole('button', { name: 'Browse…' }).click();
  await page.getByRole('button', { name: 'good', exact: true }).click();
  await page.getByText('214 images here').waitFor();
  await page.getByRole('button', { name: 'Choose this folder' }).click();
  await page.getByText('1 file is left out:').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: 'A rectangle' }).click();
  await page.getByLabel('Width').fill('5000');
  await page.getByText('The region must lie inside the image of 1280 × 1024 pixels.').waitFor();
  const next = page.getByRole('button', { name: 'Next' });
  assert.equal(await next.isDisabled(), true);
  await page.getByLabel('Width').fill('500');
  await page.locator('.board').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  assert.equal(await page.getByLabel('Width').inputValue(), '501');
  await next.click();
  await page.locator('.wall [data-at="0"]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('b');
  await page.getByRole('button', { name: 'part 1.png, Thrown out' }).waitFor();
  await page.getByRole('button', { name: 'part 2.png, Bad part' }).waitFor();
  await page.getByRole('button', { name: 'Go on with 22 images' }).click();
  await page.getByRole('button', { name: 'Teach from 212 images' }).click();
  await page.getByRole('progressbar').waitFor();
  await page.getByText('Bottle neck is taught').waitFor();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await page.getByText('Where the limit lies').waitFor();
  await next.click();
  await page.getByText('Try it on').waitFor();
  await next.click();
  await page.getByText('Challenge set – passed').waitFor();
  await page.getByRole('button', { name: 'Put in force and start inspecting' }).click();
  await page.getByText('Choose the folder the camera exports to.').waitFor();
  await page.getByLabel('Watched folder', { exact: true }).fill('/data/camera-9');
  await page.getByRole('button', { name: 'Put in force and start inspecting' }).click();
  await page.getByRole('heading', { name: 'Bottle neck' }).waitFor();
  await page.locator('section.tile').getByText('Waiting').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});
