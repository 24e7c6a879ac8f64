import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { bundle } from '../../build/bundle.ts';
import { projectRoot } from '../../build/projectRoot.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { runServe } from '../helpers/runCli.ts';

/* npm run draw:live: the pictures of the live view in README and operator's guide, of a real station that inspects the demo product. */
const patienceMs = 300_000;
const docs = join(projectRoot, 'docs');

await bundle();
const home = mkdtempSync(join(tmpdir(), 'plumbline-screens-'));
const station = await runServe(['--home', home, '--demo-on-first-start']);
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  page.setDefaultTimeout(patienceMs);
  await page.goto(station.ready.url);
  await enterJob(page);
  // A strip that is full has passes and fails to choose from.
  await page.waitForFunction(() => document.querySelectorAll('.strip img').length >= 6, null, {
    timeout: patienceMs,
  });
  await page.locator('.strip .tile.fail').first().waitFor();
  await page.keyboard.press('a');
  await draw(page, 'live-light');
  await page.keyboard.press('f');
  await page.getByText('Back to live').waitFor();
  await page.locator('section.tile').getByText('Fail', { exact: true }).waitFor();
  await page.waitForFunction(() => document.querySelector('.lacking') === null);
  await draw(page, 'operator-fail');
  await page.keyboard.press('v');
  await page.waitForFunction(() => document.querySelectorAll('.lacking').length === 0);
  await draw(page, 'operator-side-by-side');
  await zoomIn(page, 4);
  await page.waitForTimeout(1500);
  await draw(page, 'operator-pixels');
  await page.keyboard.press('v');
  await page.keyboard.press('r');
  await page.getByRole('button', { name: 'Scratch' }).waitFor();
  await draw(page, 'operator-review');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.getByRole('dialog').getByRole('button', { name: 'Ina Holm' }).waitFor();
  await draw(page, 'operator-job');
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  await page.getByRole('dialog').waitFor();
  await draw(page, 'operator-stop');
  await page.keyboard.press('Escape');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.waitForTimeout(2000);
  await draw(page, 'live-dark');
} finally {
  await browser.close();
  await station.end('SIGTERM');
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

async function draw(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(docs, `${name}.png`) });
  console.log(`docs/${name}.png`);
}

async function enterJob(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Order and operator' }).click();
  await page.getByLabel('Order number').fill('A4711');
  await page.getByRole('dialog').getByRole('textbox').last().fill('Ina Holm');
  await page.getByRole('dialog').getByRole('button', { name: 'Enter', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** At the middle of the region, where the part is. */
async function zoomIn(page: Page, turns: number): Promise<void> {
  const box = await page.locator('.stage canvas').first().boundingBox();
  if (box === null) throw new Error('There is no stage to zoom in on.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let turn = 0; turn < turns; turn += 1) await page.mouse.wheel(0, -300);
}
