import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { languageNames } from '../../renderer/languages.ts';
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

/** Buttons, links and labels whose words do not fit in them: `words (wanted > given)`. What is cut with an ellipsis fits. */
function cutWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], h1, h2, label, th, nav span')]
      .filter((one) => one.checkVisibility() && one.closest('.unseen') === null)
      .filter((one) => getComputedStyle(one).textOverflow !== 'ellipsis')
      .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
      .map((one) => `${one.textContent.trim()} (${one.scrollWidth} > ${one.clientWidth})`),
  );
}

for (const language of languageNames) {
  test(`${language}: every view fits 1280 pixels, and no word is cut`, async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript((name) => localStorage.setItem('plumbline.language', name), language);
    await page.goto(preview.url('missing', 'live'));
    await page.locator('.view').waitFor();
    const wrong: Record<string, string[]> = {};
    for (const link of await page.locator('nav a[href]').all()) {
      await link.click();
      await page.waitForLoadState('networkidle');
      const view = (await link.getAttribute('href'))!;
      const wider = await page.evaluate(() => {
        const shown = document.querySelector('.view')!;
        return shown.scrollWidth - shown.clientWidth;
      });
      const cut = [...(wider > 0 ? [`${wider} pixels too wide`] : []), ...(await cutWords(page))];
      if (cut.length > 0) wrong[view] = cut;
    }
    assert.deepEqual(wrong, {});
    await page.close();
  });
}

test('the first language is that of the browser; a chosen one is kept by the screen', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'de-AT' });
  await page.goto(preview.url('live', 'settings'));
  await page.getByRole('heading', { name: 'Optionen' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'de-DE', 'the language of the browser');
  await page.getByRole('radio', { name: 'Español' }).click();
  await page.getByRole('heading', { name: 'Ajustes' }).waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem('plumbline.language')), 'spanish');
  await page.close();
});
