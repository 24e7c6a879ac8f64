import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium.ts';
import { runServe, type ServeRun } from '../helpers/runCli.ts';
import { tinyCameraFile } from '../helpers/tinyBundle.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-set-up-'));
const [home, good, camera] = ['home', 'good', 'camera'].map((name) => join(root, name)) as [
  string,
  string,
  string,
];
let browser: Browser;
let station: ServeRun;

before(async () => {
  mkdirSync(good);
  mkdirSync(camera);
  for (let seed = 1; seed <= 24; seed += 1) {
    writeFileSync(join(good, `good ${seed}.png`), await tinyCameraFile(seed));
  }
  writeFileSync(join(good, 'turned.png'), await tinyCameraFile(900, 'rotated'));
  writeFileSync(join(good, 'notes.png'), 'no image');
  [browser, station] = await Promise.all([
    launchChromium(),
    runServe(['--home', home, '--demo-on-first-start']),
  ]);
});
after(async () => {
  await browser?.close();
  await station?.end('SIGTERM');
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

test('the first start shows live verdicts of the demo; one button leads to a product of one’s own, taught and in force', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(station.ready.url);
  await page.getByText('Demo: simulated camera, not production.').waitFor();
  const tile = page.locator('section.tile');
  await tile.getByText(/^(Pass|Fail)$/).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.strip img').length >= 2);

  await page.getByRole('button', { name: 'Stop the demo and set up your own product' }).click();
  await page.getByRole('heading', { name: 'Set up a product' }).waitFor();
  await page.getByRole('textbox', { name: 'Product' }).fill('Fastener of ours');
  await page.getByLabel('Folder of good images').fill(good);
  await page.keyboard.press('Tab');
  await page.getByText('160 × 128').waitFor();
  await page.getByText('1 file is left out:').waitFor();
  const sample = page.waitForResponse((response) => response.url().includes('/sample/'));
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('A rectangle', { exact: true }).click();
  assert.equal((await sample).status(), 200, 'the region is drawn on one of the good images');
  const board = (await page.locator('.board').boundingBox())!;
  assert.ok(Math.abs(board.width / board.height - 160 / 128) < 0.01, 'in its own shape');
  await page.mouse.move(board.x + board.width * 0.25, board.y + board.height * 0.125);
  await page.mouse.down();
  await page.mouse.move(board.x + board.width * 0.75, board.y + board.height * 0.75);
  await page.mouse.up();
  const sides = ['Left', 'Top', 'Width', 'Height'].map((name) => page.getByLabel(name, { exact: true }));
  assert.deepEqual(await Promise.all(sides.map((side) => side.inputValue())), ['40', '16', '80', '80']);
  await page.getByRole('button', { name: 'Ignore a place' }).click();
  await page.getByRole('button', { name: 'Ignored 1' }).waitFor();
  await page.getByLabel('Left', { exact: true }).fill('44');
  await page.getByRole('button', { name: 'Next' }).click();

  // The part that is turned is offered first, and marked as a bad one by a key.
  const first = page.locator('.wall [data-at="0"]');
  await first.waitFor({ timeout: 120_000 });
  assert.equal(await first.getAttribute('aria-label'), 'turned.png, Good');
  await first.focus();
  await page.keyboard.press('b');
  await page.getByRole('button', { name: 'turned.png, Bad part' }).waitFor();
  await page.getByRole('button', { name: 'Go on with 24 images' }).waitFor();

  // What was entered is the station's to keep: a reload goes on where it was.
  await untilKept('"bad":["turned.png"]');
  await page.reload();
  await page.getByRole('heading', { name: 'Fastener of ours' }).waitFor();
  await page.getByRole('button', { name: 'turned.png, Bad part' }).waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Go on with 24 images' }).click();

  await page.getByRole('radio', { name: /^As I choose/ }).click();
  await page.getByRole('radio', { name: '64', exact: true }).click();
  await page.getByLabel('Teaching time (minutes)').fill('');
  await page.getByText('Give 0.1 to 600 minutes.').waitFor();
  await page.getByLabel('Teaching time (minutes)').fill('0.1');
  await page.getByRole('button', { name: /^Teach from \d+ images$/ }).click();
  await page.getByRole('progressbar').waitFor();
  await page.getByText('Fastener of ours is taught').waitFor({ timeout: 480_000 });
  assert.match((await page.locator('.result .sentence').textContent()) ?? '', /\d/);

  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await page.getByText('Good images that set it').waitFor();
  await page.getByText(/good images prove at best/).waitFor();
  await page.getByRole('button', { name: 'Calibrate', exact: true }).last().click();
  await page.getByText(/^[01] of 1$/).waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByRole('button', { name: 'Try', exact: true }).last().click();
  await page.locator('.tiles img').first().waitFor({ timeout: 120_000 });
  await page.getByText('turned.png').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByText('References – passed').waitFor({ timeout: 120_000 });
  await page.getByText('Challenge set – there is none').waitFor();
  await page.getByLabel('Watched folder', { exact: true }).fill(camera);
  await page.getByRole('button', { name: 'Put in force and start inspecting' }).click();
  await page.getByRole('heading', { name: 'Fastener of ours' }).waitFor();
  await tile.getByText('Waiting', { exact: true }).waitFor();
  writeFileSync(join(camera, 'part 7.png'), await tinyCameraFile(77));
  await tile.getByText('part 7.png').first().waitFor();

  await page
    .getByRole('link', { name: 'History' })
    .or(page.getByRole('button', { name: 'History' }))
    .click();
  await page.getByRole('row').filter({ hasText: 'part 7.png' }).first().click();
  await page
    .locator('.detail .head')
    .getByText(/ · part 7\.png$/)
    .waitFor();
  assert.ok(await outlined(page), 'an inspection shows the region of the bundle that judged it');
  assert.deepEqual(complaints, []);
  await page.close();
});

/** Until the station's database has this of the draft. */
async function untilKept(text: string): Promise<void> {
  const db = new Database(join(home, 'station.db'), { readonly: true });
  try {
    const read = db.prepare<[], { draft: string | null }>('SELECT draft FROM setUp');
    while (!(read.get()?.draft ?? '').includes(text)) await pause(50);
  } finally {
    db.close();
  }
}

/** Whether a long dashed line, the region's upper side, is drawn on the opened image. */
async function outlined(page: Page): Promise<boolean> {
  const found = await page.waitForFunction(() => {
    const canvas = document.querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    for (let row = 0; row < canvas.height; row += 1) {
      let bright = 0;
      for (let at = row * canvas.width; at < (row + 1) * canvas.width; at += 1) {
        if (Math.min(data[4 * at]!, data[4 * at + 1]!, data[4 * at + 2]!) > 225) bright += 1;
      }
      if (bright > canvas.width / 5) return true;
    }
    return false;
  });
  return found.jsonValue();
}
