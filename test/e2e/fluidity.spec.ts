import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
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

/** Long enough to see a leak of one inspection's worth per image: 20 a second make 160 in it. */
const watchedMs = 8000;

test('at 20 images per second the screen stays fluid and its memory does not grow', async (t) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(preview.url('fast'));
  await page.waitForTimeout(5000);

  const used = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
    return {
      heapBytes: metric('JSHeapUsedSize'),
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      busySeconds: metric('TaskDuration'),
    };
  };
  const before = await used();
  const frames = await page.evaluate(
    (lengthMs) =>
      new Promise<number[]>((resolve) => {
        const gaps: number[] = [];
        const start = performance.now();
        let last = start;
        function frame(now: number): void {
          gaps.push(now - last);
          last = now;
          if (now - start < lengthMs) requestAnimationFrame(frame);
          else resolve(gaps);
        }
        requestAnimationFrame(frame);
      }),
    watchedMs,
  );
  const after = await used();

  const late = frames.filter((gap) => gap > 100).length;
  const busyShare = ((after.busySeconds - before.busySeconds) * 1000) / watchedMs;
  t.diagnostic(
    `${frames.length} frames in ${watchedMs / 1000} s, ${late} later than 100 ms, page busy ${(busyShare * 100).toFixed(0)} %, ` +
      `heap ${(before.heapBytes / 1e6).toFixed(1)} -> ${(after.heapBytes / 1e6).toFixed(1)} MB, nodes ${before.nodes} -> ${after.nodes}`,
  );
  // A shared test machine can hold up a few frames; a screen that draws every image on its own holds up most.
  assert.ok(late <= frames.length * 0.1, `${late} of ${frames.length} frames came later than 100 ms`);
  assert.ok(after.nodes < before.nodes * 1.2 + 200, `DOM nodes ${before.nodes} -> ${after.nodes}`);
  assert.ok(
    after.listeners < before.listeners * 1.2 + 100,
    `listeners ${before.listeners} -> ${after.listeners}`,
  );
  const grownBytes = after.heapBytes - before.heapBytes;
  assert.ok(grownBytes < 3_000_000, `the heap grew by ${(grownBytes / 1e6).toFixed(1)} MB`);
  await page.close();
});
