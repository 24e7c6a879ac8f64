import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { runCli } from '../helpers/runCli.ts';
import { openStation, type OpenStation } from './openStation.ts';

/** What an operator does at the line with a real station: order and operator, a close look, a review, the kiosk. */
let station: OpenStation;
before(async () => {
  station = await openStation();
});
after(() => station?.close());

async function exposed(page: Page, file: string, seed: number, kind: 'good' | 'rotated' = 'good') {
  await station.expose(file, seed, kind);
  await page.locator('section.tile').getByText(file).first().waitFor();
}
/** How many different greys a canvas shows in its middle; 1 is an empty one. */
const greys = (page: Page, at: number) =>
  page
    .locator('.stage canvas')
    .nth(at)
    .evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(width / 4, height / 4, width / 2, height / 2);
      return new Set(data.filter((_, index) => index % 4 === 0)).size;
    });
const zoomShown = async (page: Page) => Number.parseFloat(await page.locator('.tools .where b').innerText());

test('order and operator are entered, stand in the log, and are there after a restart of the station', async () => {
  const { page, complaints } = await station.page();
  await exposed(page, 'before.png', 301);
  await page.getByRole('button', { name: 'Order and operator' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Order number').fill('A4711');
  await dialog.getByLabel('Operator', { exact: false }).last().fill('Ina Holm');
  await dialog.getByRole('button', { name: 'Enter', exact: true }).click();
  await page.getByRole('button', { name: 'Order A4711 Ina Holm' }).waitFor();
  await exposed(page, 'after.png', 302);
  const log = await runCli(['log', '--home', station.home]);
  assert.deepEqual(
    log.lines.map(({ file, jobId }) => [file, jobId]),
    [
      ['before.png', null],
      ['after.png', 'A4711'],
    ],
  );
  await station.stop('SIGKILL');
  await page.getByRole('heading', { name: 'Connection to the station lost' }).waitFor();
  await page.locator('[data-andon]').getByText('Not connected').waitFor();
  await station.restart();
  await page.getByRole('heading', { name: 'Connection to the station lost' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Order A4711 Ina Holm' }).waitFor();
  // Entered lately: one tap away.
  await page.keyboard.press('j');
  await dialog.getByRole('button', { name: 'A4711' }).click();
  await page.keyboard.press('Escape');
  assert.deepEqual(
    complaints.filter((one) => !/WebSocket|ERR_CONNECTION|ERR_EMPTY/.test(one)),
    [],
  );
  await page.close();
});

test('input, reconstruction, difference and map are looked at together, down to camera pixels', async () => {
  const { page } = await station.page();
  await exposed(page, 'close look.png', 303);
  await page.getByRole('radio', { name: 'Side by side' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.stage canvas').length === 4);
  await page.locator('.lacking').first().waitFor({ state: 'detached' });
  for (const at of [0, 1, 2]) assert.ok((await greys(page, at)) > 8, `panel ${at} is drawn`);

  const whole = await zoomShown(page);
  const box = (await page.locator('.stage canvas').nth(1).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, -300);
  await page.waitForFunction(
    (before) => Number.parseFloat(document.querySelector('.where b')!.textContent) > 8 * before,
    whole,
  );
  assert.match(await page.locator('.where').innerText(), /x \d+, y \d+/);
  // Every panel shows the same place: a camera pixel is one square in all of them.
  const scales = await page.locator('.stage canvas').evaluateAll((all) => all.map((one) => one.clientWidth));
  assert.equal(new Set(scales).size, 1);

  await page.keyboard.press('v');
  await page.waitForFunction(() => document.querySelectorAll('.stage canvas').length === 1);
  const stage = page.getByRole('group', { name: /Camera image/ });
  await stage.focus();
  const one = await zoomShown(page);
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  assert.ok((await zoomShown(page)) > 2 * one);
  await page.keyboard.press('0');
  assert.equal(await zoomShown(page), one);
  const canvas = page.locator('.stage canvas').first();
  await canvas.dblclick();
  assert.ok((await zoomShown(page)) > one, 'nearer by doubled pressing');
  await canvas.dblclick();
  assert.equal(await zoomShown(page), one);
  await page.close();
});

test('a finger that pinches zooms', async () => {
  const { page } = await station.page();
  await exposed(page, 'pinched.png', 304);
  const before = await zoomShown(page);
  const box = (await page.locator('.stage canvas').first().boundingBox())!;
  const client = await page.context().newCDPSession(page);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const fingers = (apart: number) => [
    { x: x - apart, y, id: 1 },
    { x: x + apart, y, id: 2 },
  ];
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(30) });
  for (const apart of [40, 60, 90, 120]) {
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.waitForFunction(
    (was) => Number.parseFloat(document.querySelector('.where b')!.textContent) > 2.5 * was,
    before,
  );
  await page.close();
});

test('is this really bad? One tap decides, holding the image, and the log keeps it', async () => {
  const { page } = await station.page();
  await exposed(page, 'doubtful.png', 305, 'rotated');
  const verdict = await page.locator('section.tile .word').innerText();
  await page.getByRole('button', { name: /Is this really (bad|good)\?/ }).click();
  await page.getByText('Back to live').waitFor();
  await station.expose('meanwhile.png', 306);
  await page.getByText('1 more came since', { exact: false }).waitFor();
  const review = page.getByRole('region', { name: 'Review of this image' });
  await review.getByRole('button', { name: 'Scratch' }).click();
  await review.getByText('Said to be bad:').waitFor();
  await review.getByText('Scratch').waitFor();
  assert.equal(await page.locator('section.tile .word').innerText(), verdict, 'the verdict stays');
  await review.getByRole('button', { name: 'Decide anew' }).click();
  await review.getByRole('button', { name: 'It is a good part' }).click();
  await review.getByText('Said to be good:').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('section.tile').getByText('meanwhile.png').first().waitFor();
  await page.close();
});

test('the kiosk fills the display, comes back after Escape, and is left where the role allows it', async () => {
  const { page } = await station.page();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Kiosk mode' }).click();
  const isFull = (full: boolean) =>
    page.waitForFunction((wanted) => (document.fullscreenElement !== null) === wanted, full);
  await isFull(true);
  await page.evaluate(() => document.exitFullscreen());
  await isFull(false);
  await page.getByRole('heading', { name: 'Settings' }).click();
  await isFull(true);
  await page.getByRole('button', { name: 'Leave kiosk mode' }).click();
  await isFull(false);
  await page.getByRole('heading', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Kiosk mode', exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.fullscreenElement), null);
  await page.close();
});

test('the display is kept awake while a folder is inspected, and let go when it is stopped', async () => {
  const page = await station.browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(() => {
    const counts = { held: 0 };
    Object.assign(window, { counts });
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        request: () => {
          counts.held += 1;
          const lock = { released: false, release: () => Promise.resolve((counts.held -= 1)) };
          return Promise.resolve(lock);
        },
      },
    });
  });
  await page.goto(station.url);
  const held = (count: number) =>
    page.waitForFunction(
      (wanted) => (window as unknown as { counts: { held: number } }).counts.held === wanted,
      count,
    );
  await held(1);
  await page.getByRole('button', { name: 'Stop inspecting' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop inspecting' }).click();
  await held(0);
  await page.getByRole('button', { name: 'Start inspecting' }).click();
  await held(1);
  await page.close();
});
