import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { violations } from '../helpers/axe.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { runCli } from '../helpers/runCli.ts';
import { servePreview, type Preview } from '../renderer/preview/servePreview.ts';
import { openStation, type OpenStation } from './openStation.ts';

let browser: Browser;
let preview: Preview;
before(async () => {
  [browser, preview] = await Promise.all([launchChromium(), servePreview()]);
});
after(async () => {
  await Promise.all([browser?.close(), preview?.close()]);
});

const headings = ['Scores over time', 'Control chart', 'Where defects lie', 'Yield', 'Reasons of reviews'];

async function open(scenario: string, colorScheme: 'light' | 'dark' = 'light'): Promise<[Page, string[]]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
  const complaints = complaintsOf(page);
  await page.goto(preview.url(scenario, 'trends'));
  await panel(page, 'Yield').waitFor();
  return [page, complaints];
}

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

const panel = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const chart = (page: Page, name: string): Locator => panel(page, name).getByRole('application');

const drawn = (canvas: Locator) => canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());

test('every chart is drawn, told in words and figures, and drawn anew in the other theme', async () => {
  const [page, complaints] = await open('fail');
  for (const heading of headings) {
    const one = chart(page, heading);
    await one.locator('canvas').first().waitFor();
    assert.match((await one.getAttribute('aria-label')) ?? '', /\d/, `${heading} says its figures`);
    await panel(page, heading).getByRole('button', { name: 'Show as table' }).click();
    await panel(page, heading).locator('tbody tr').first().waitFor();
    await panel(page, heading).getByRole('button', { name: 'Show as chart' }).click();
  }
  const canvas = chart(page, 'Yield').locator('canvas').first();
  const light = await drawn(canvas);
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
  await page.waitForTimeout(500);
  assert.notEqual(await drawn(canvas), light);
  assert.deepEqual(complaints, [], 'nothing the security policy refuses');
  await page.close();
});

test('the keyboard goes from value to value, reads them out and opens one in the history', async () => {
  const [page] = await open('fail');
  await chart(page, 'Where defects lie').focus();
  await page.keyboard.press('Home');
  for (let count = 0; count < 5; count += 1) await page.keyboard.press('ArrowDown');
  for (let count = 0; count < 6; count += 1) await page.keyboard.press('ArrowRight');
  const told = panel(page, 'Where defects lie').locator('[aria-live]');
  await told.getByText('33 % from the left, 28 % from the top').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Take away: Defect at 30–35 % across, 25–30 % down/ }).waitFor();
  assert.equal(await page.getByRole('radio', { name: 'Table' }).getAttribute('aria-checked'), 'true');
  assert.equal(await page.getByRole('link', { name: 'History' }).getAttribute('aria-current'), 'page');
  await page.getByRole('radio', { name: 'Trends' }).click();
  await page.getByRole('button', { name: /Take away: Defect at/ }).click();
  await page.getByRole('button', { name: /Take away: Defect at/ }).waitFor({ state: 'detached' });
  await page.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`${colorScheme}: axe finds nothing against WCAG 2.2 AA in charts, their tables and their empty states`, async () => {
    const [page] = await open('fail', colorScheme);
    await chart(page, 'Yield').waitFor();
    assert.deepEqual(await violations(page), []);
    for (const heading of headings) {
      await panel(page, heading).getByRole('button', { name: 'Show as table' }).click();
    }
    assert.deepEqual(await violations(page), []);
    await page.close();
    const [empty] = await open('empty', colorScheme);
    await panel(empty, 'Yield').getByText('No inspections in this time').waitFor();
    assert.deepEqual(await violations(empty), []);
    await empty.close();
  });
}

test('zooming reads the time that is seen in finer steps, and goes back to all of it', async () => {
  const [page] = await open('fail');
  const scores = panel(page, 'Scores over time');
  const label = () => chart(page, 'Scores over time').getAttribute('aria-label');
  const whole = await label();
  assert.equal(await scores.getByRole('button', { name: 'Earlier' }).isDisabled(), true);
  for (let count = 0; count < 6; count += 1) await scores.getByRole('button', { name: 'Zoom in' }).click();
  await scores.getByRole('button', { name: 'Show as table' }).click();
  // Ninety days in 300 steps are longer than seven hours each; a day and a half of them is read in quarters of an hour.
  await page.waitForFunction(() => {
    const times = [...document.querySelectorAll('tbody tr td:first-child')].map((cell) => cell.textContent);
    return times.some((time) => /:15:00/.test(time ?? ''));
  });
  await scores.getByRole('button', { name: 'All of the time' }).click();
  await scores.getByRole('button', { name: 'Show as chart' }).click();
  await page.waitForFunction(
    (before) => document.querySelector('[role=application]')?.getAttribute('aria-label') === before,
    whole,
  );
  await page.close();
});

test('nothing in the log, and nothing that can be read, are told and not drawn', async () => {
  const [empty, complaints] = await open('empty');
  await panel(empty, 'Scores over time').getByText('No inspections in this time').waitFor();
  await panel(empty, 'Where defects lie').getByText('No fails in this time').waitFor();
  await panel(empty, 'Reasons of reviews').getByText('No reviews in this time').waitFor();
  assert.equal(await empty.locator('canvas').count(), 0);
  assert.deepEqual(complaints, []);
  await empty.close();

  const [page] = await open('fail');
  await chart(page, 'Yield').waitFor();
  await page.evaluate(() => Object.assign((window as any).station, { refusesCharts: true }));
  await panel(page, 'Yield').getByRole('radio', { name: 'Day' }).click();
  await panel(page, 'Yield')
    .getByText(/not renewed since: The process that reads the log ended/)
    .waitFor();
  assert.equal(await panel(page, 'Yield').getAttribute('aria-busy'), 'true', 'what is drawn is not of now');
  await page.evaluate(() => Object.assign((window as any).station, { refusesCharts: false }));
  await panel(page, 'Yield').getByRole('button', { name: 'Try again' }).click();
  await panel(page, 'Yield').getByRole('alert').waitFor({ state: 'detached' });
  await page.close();
});

test('the charts of a station say what its log says, and take in what is inspected meanwhile', async () => {
  const station: OpenStation = await openStation();
  try {
    const { page, complaints } = await station.page();
    const tile = page.locator('section.tile');
    for (const [seed, kind] of [
      [1, 'good'],
      [2, 'rotated'],
      [3, 'good'],
      [4, 'rotated'],
    ] as const) {
      await station.expose(`part ${seed}.png`, seed, kind);
      await tile.getByText(`part ${seed}.png`).first().waitFor();
    }
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('radio', { name: 'Trends' }).click();
    const yields = panel(page, 'Yield');
    await yields.getByRole('button', { name: 'Show as table' }).click();
    const cells = async (at: number) =>
      (await yields.locator(`tbody td:nth-child(${at})`).allTextContents()).reduce(
        (sum, cell) => sum + Number(cell),
        0,
      );
    const counted = async () => [await cells(3), await cells(4), await cells(5), await cells(6)];
    const logged = async () => {
      const { lines } = await runCli(['log', '--home', station.home]);
      return ['pass', 'fail', 'review', 'unreadable'].map(
        (verdict) => lines.filter((line) => line['verdict'] === verdict).length,
      );
    };
    await yields.locator('tbody tr').first().waitFor();
    const before = await logged();
    assert.deepEqual(await counted(), before);
    assert.ok(before[1]! > 0, 'a rotated part failed');

    await panel(page, 'Where defects lie').getByText(`${before[1]} of ${before[1]} fails`).waitFor();
    await panel(page, 'Control chart').getByText('Too few values to tell what is usual').waitFor();
    await panel(page, 'Where defects lie').getByRole('button', { name: 'Show as table' }).click();
    await panel(page, 'Where defects lie').locator('tbody tr').first().waitFor();

    await station.expose('part 5.png', 5);
    const all = before.reduce((sum, count) => sum + count, 0) + 1;
    await page.waitForFunction(
      (expected) => {
        const heading = [...document.querySelectorAll('h2')].find((one) => one.textContent === 'Yield');
        const rows = heading?.closest('section')?.querySelectorAll('tbody tr') ?? [];
        const numbers = [...rows].flatMap((row) =>
          [...row.children].slice(2, 6).map((cell) => Number(cell.textContent)),
        );
        return numbers.reduce((sum, count) => sum + count, 0) === expected;
      },
      all,
      { timeout: 60_000 },
    );
    assert.deepEqual(await counted(), await logged());
    assert.deepEqual(complaints, []);
  } finally {
    await station.close();
  }
});
