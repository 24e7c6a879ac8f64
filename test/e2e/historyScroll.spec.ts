import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium.ts';
import { scriptPerFrame } from '../helpers/scriptPerFrame.ts';
import { servePreview, type Preview } from '../renderer/preview/servePreview.ts';

let browser: Browser;
let preview: Preview;
before(async () => {
  [browser, preview] = await Promise.all([launchChromium(), servePreview()]);
});
after(async () => {
  await Promise.all([browser?.close(), preview?.close()]);
});

const rows = 10_000_000;

async function openMillions(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(preview.url('millions', 'history'));
  await page.getByText('part-10000000').first().waitFor();
  return page;
}

/** Turns the wheel once a frame. */
async function scroll(page: Page, turns: number): Promise<void> {
  await page.locator('.scroller').hover();
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, 240);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

test('scrolling through ten million rows takes little of a frame for script and layout', async (t) => {
  const page = await openMillions();
  await scroll(page, 60);
  await browser.startTracing(page, {
    categories: ['disabled-by-default-devtools.timeline', 'devtools.timeline'],
  });
  await scroll(page, 150);
  const frames = scriptPerFrame(await browser.stopTracing()).sort((a, b) => a - b);
  const at = (share: number) => frames[Math.min(frames.length - 1, Math.floor(frames.length * share))] ?? NaN;
  t.diagnostic(
    `${frames.length} frames: p50 ${at(0.5).toFixed(2)}, p95 ${at(0.95).toFixed(2)}, most ${at(1).toFixed(2)} ms of processor time`,
  );
  assert.ok(frames.length > 50, `${frames.length} frames are too few to tell`);
  // The tail is told, not judged: a busy machine makes any frame long.
  assert.ok(at(0.5) <= 8, `half of the frames take more than ${at(0.5)} ms`);
  await page.close();
});

test('any place of ten million rows is reached, the stretches join, and memory stays flat', async (t) => {
  const page = await openMillions();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const used = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((one) => one.name === name)!.value;
    return { heapBytes: of('JSHeapUsedSize'), nodes: of('Nodes') };
  };
  const rail = page.getByRole('scrollbar');
  const box = (await rail.boundingBox())!;
  const goTo = async (share: number) => {
    await page.mouse.move(box.x + box.width / 2, box.y + 30);
    const thumb = (await rail.locator('.thumb').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, thumb.y + thumb.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * share, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => document.querySelector('[data-index] .name') !== null);
  };
  await goTo(0.3);
  await goTo(0.1);
  const before = await used();
  for (const share of [0.5, 0.9, 0.2, 0.7, 0.4]) {
    await goTo(share);
    await scroll(page, 20);
  }
  const after = await used();
  t.diagnostic(
    `heap ${before.heapBytes} -> ${after.heapBytes} bytes, ${before.nodes} -> ${after.nodes} nodes`,
  );
  assert.ok(after.heapBytes - before.heapBytes < 3_000_000, 'the heap grew');
  assert.ok(after.nodes < before.nodes * 1.3 + 200, 'elements were left behind');

  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await page.getByText('part-00000001').first().waitFor();
  await page.locator(`[data-index="${rows - 1}"].current`).waitFor();
  // Up across several stretches, row by row where they join: every line follows the one above.
  for (let jump = 0; jump < 40; jump += 1) await page.mouse.wheel(0, -22_000);
  await page.waitForFunction((last) => {
    const first = document.querySelector('[data-index]');
    return first !== null && Number(first.getAttribute('data-index')) < last;
  }, rows - 12_000);
  const shown = await page.evaluate(() =>
    [...document.querySelectorAll('[data-index]')].map((one) => ({
      index: Number(one.getAttribute('data-index')),
      top: one.getBoundingClientRect().top,
    })),
  );
  for (const [at, one] of shown.entries()) {
    if (at === 0) continue;
    assert.equal(one.index, shown[at - 1]!.index + 1);
    assert.equal(Math.round(one.top - shown[at - 1]!.top), 44);
  }
  await page.close();
});
