import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runCli } from '../helpers/runCli.ts';
import { openStation, type OpenStation } from './openStation.ts';

let station: OpenStation;
before(async () => {
  station = await openStation();
});
after(() => station?.close());

test('waiting is told before the first image, then its verdict with image, map and score', async () => {
  const { page, complaints } = await station.page();
  const tile = page.locator('section.tile');
  await tile.getByText('Waiting', { exact: true }).waitFor();
  await station.expose('part 1.png', 101);
  await tile.getByText(/^(Pass|Fail)$/).waitFor();
  await tile.getByText('part 1.png').first().waitFor();
  assert.match((await page.getByRole('meter').getAttribute('aria-valuetext')) ?? '', /times the limit/);
  // The canvas holds the camera image and not an empty stage: its middle is not transparent.
  const alpha = () =>
    page
      .locator('.stage canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => {
        const { width, height } = canvas;
        return canvas.getContext('2d')!.getImageData(width / 2, height / 2, 1, 1).data[3];
      });
  await page.waitForFunction(() => document.querySelectorAll('.strip img').length === 1);
  assert.equal(await alpha(), 255);
  assert.equal(await page.locator('.missing').count(), 0);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a bad part, a file that is no image and a hostile name: each has its row, and the log agrees', async () => {
  const { page, complaints } = await station.page();
  const tile = page.locator('section.tile');
  await station.expose('turned.png', 102, 'rotated');
  await tile.getByText('turned.png').first().waitFor();
  station.put('notes.png', 'this is text, however it is named');
  await tile.getByText('Unreadable', { exact: true }).waitFor();
  const hostile = `<img src=x onerror=alert(1)>'"&ä🔩 ${'n'.repeat(120)}.png`.replaceAll('/', '');
  await station.expose(hostile, 103);
  await tile.getByText('<img src=x onerror=alert(1)>', { exact: false }).first().waitFor();
  await page.getByRole('link', { name: 'History' }).click();
  const rows = page.locator('[role=row][data-index]');
  await rows.nth(3).waitFor();
  assert.equal(await rows.count(), 4);

  const log = await runCli(['log', '--home', station.home]);
  assert.equal(log.code, 0, log.errors);
  for (const verdict of ['Pass', 'Fail', 'Unreadable'] as const) {
    const expected = log.lines.filter((line) => line['verdict'] === verdict.toLowerCase()).length;
    const chosen = page.getByRole('search').getByRole('button', { name: verdict });
    await chosen.click();
    await page.waitForFunction(
      ([count, word]) => {
        const words = [...document.querySelectorAll('[role=row][data-index] .word')];
        return words.length === count && words.every((one) => one.textContent === word);
      },
      [expected, verdict] as const,
    );
    if (verdict !== 'Unreadable') await chosen.click();
  }
  await page.getByText('notes.png').first().waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('an inspection is opened by keyboard and reviewed; the verdict stays', async () => {
  const { page } = await station.page();
  await page.getByRole('link', { name: 'History' }).click();
  const list = page.getByRole('grid');
  await list.focus();
  await page.keyboard.press('End');
  const opened = page.locator('article.detail');
  await opened.getByText('part 1.png').first().waitFor();
  const verdict = await opened.locator('.title').textContent();
  await opened.getByRole('button', { name: 'Add review' }).click();
  await opened.getByText('Choose pass or fail.').waitFor();
  await opened.getByRole('radio', { name: 'Fail' }).click();
  await opened.getByLabel('In words').fill('scratch on the head');
  await opened.getByRole('button', { name: 'Add review' }).click();
  await opened.getByText('scratch on the head').waitFor();
  assert.equal(await opened.locator('.title').textContent(), verdict);
  await page.close();
});

test('frames that are no frames harm neither the station nor other screens', async () => {
  const { page } = await station.page();
  const answers = await page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const heard: string[] = [];
        const socket = new WebSocket(`ws://${window.location.host}/station`);
        socket.onerror = () => reject(new Error('the socket failed'));
        socket.onmessage = ({ data }) => heard.push(String(data));
        socket.onopen = () => {
          for (const frame of [
            'not json',
            '[]',
            'null',
            '{"kind":"call"}',
            '{"kind":"call","id":1,"name":"constructor","args":{}}',
            '{"kind":"call","id":2,"name":"getState","args":{"extra":1}}',
            '{"kind":"call","id":3,"name":"browseFolders","args":{"path":7}}',
            '{"kind":"event","sequence":1,"name":"stateChanged","value":{"lanes":null}}',
          ]) {
            socket.send(frame);
          }
          setTimeout(() => resolve(heard), 700);
        };
      }),
  );
  const failures = answers
    .map((answer) => JSON.parse(answer) as { kind: string; id?: number })
    .filter((one) => one.kind === 'failed');
  assert.deepEqual(failures.map((one) => one.id).sort(), [1, 2, 3]);
  await station.expose('after frames.png', 104);
  await page.locator('section.tile').getByText('after frames.png').first().waitFor();
  await page.close();
});

test('stopping and starting from the screen', async () => {
  const { page } = await station.page();
  const tile = page.locator('section.tile');
  await page.getByRole('button', { name: 'Stop inspecting' }).click();
  const asking = page.getByRole('dialog', { name: /Stop inspecting .*\?/ });
  await asking.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('[data-andon]').getByText('Inspecting', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Stop inspecting' }).click();
  await asking.getByRole('button', { name: 'Stop inspecting' }).click();
  await page.locator('[data-andon]').getByText('Stopped', { exact: true }).waitFor();
  await tile.getByText('Stopped', { exact: true }).waitFor();
  await station.expose('while stopped.png', 105);
  await page.waitForTimeout(1200);
  assert.equal(await page.getByText('while stopped.png').count(), 0);
  await page.getByRole('button', { name: 'Start inspecting' }).click();
  await tile.getByText('while stopped.png').first().waitFor();
  await page.close();
});

test('a killed station is told at once, nothing looks live, and the screen comes back by itself', async () => {
  const { page } = await station.page();
  const before = await page.locator('.figures .counts').innerText();
  await station.stop('SIGKILL');
  await page.getByRole('heading', { name: 'Connection to the station lost' }).waitFor();
  await page.locator('[data-andon]').getByText('Not connected').waitFor();
  assert.equal(await page.locator('.view').evaluate((view) => view.classList.contains('stale')), true);
  assert.equal(await page.locator('.view').evaluate((view) => (view as HTMLElement).inert), true);
  await station.restart();
  await page.getByText('Connected', { exact: true }).waitFor();
  await page.getByRole('heading', { name: 'Connection to the station lost' }).waitFor({ state: 'detached' });
  assert.equal(await page.locator('.figures .counts').innerText(), before);
  await station.expose('after restart.png', 106);
  await page.locator('section.tile').getByText('after restart.png').first().waitFor();
  await page.close();
});
