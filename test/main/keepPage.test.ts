import '../helpers/electronDouble/register.ts';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { BrowserWindow } from 'electron';
import { fakeTimers, type FakeTimers } from '../helpers/fakeTimers.ts';
import type * as Electron from '../helpers/electronDouble/electron.ts';

// Loaded after the double is registered.
const {
  app,
  double,
  protocol,
  BrowserWindow: Window,
} = (await import('electron')) as unknown as typeof Electron;
const { keepPage } = await import('../../electron/main/keepPage.ts');
await app.whenReady();
let served = true;
protocol.handle('plumbline', () =>
  Promise.resolve(new Response(served ? 'page' : 'gone', { status: served ? 200 : 500 })),
);

let timers: FakeTimers;
let window: Electron.BrowserWindow;
let page: { beat(): void };
beforeEach(async () => {
  served = true;
  double.crashes = 0;
  timers = fakeTimers();
  window = new Window({ webPreferences: {} });
  page = keepPage(window as unknown as BrowserWindow, 'plumbline://app/index.html', timers);
  await loaded(1);
});
/** Loading goes through promises, which timers do not wait for. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
async function loaded(times: number): Promise<void> {
  for (let turn = 0; turn < 400 && window.loads < times; turn += 1) await settled();
  assert.equal(window.loads, times);
}
async function passWithBeats(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    timers.pass(500);
    page.beat();
  }
  await settled();
}

test('a page that beats stays, however long', async () => {
  await passWithBeats(600_000);
  assert.deepEqual([window.loads, double.crashes], [1, 0]);
});

test('a page that stops beating is ended and loaded again', async () => {
  await passWithBeats(5000);
  timers.pass(14_000);
  await settled();
  assert.equal(double.crashes, 0, 'not yet');
  timers.pass(2000);
  await settled();
  assert.equal(double.crashes, 1);
  timers.pass(1000);
  await loaded(2);
  await passWithBeats(60_000);
  assert.equal(double.crashes, 1);
});

test('crash after crash is answered later and later, and a page that held for a minute begins anew', async () => {
  const waits: number[] = [];
  for (let crash = 1; crash <= 6; crash += 1) {
    window.webContents.emit('render-process-gone', {}, { reason: 'oom' });
    window.webContents.emit('render-process-gone', {}, { reason: 'oom' });
    let waited = 0;
    while (window.loads === crash) {
      timers.pass(100);
      waited += 100;
      await settled();
    }
    waits.push(waited);
  }
  assert.deepEqual(waits, [200, 400, 800, 1600, 3200, 6400]);
  await passWithBeats(61_000);
  window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  timers.pass(200);
  await loaded(8);
});

test('a page that cannot be loaded is tried again', async () => {
  served = false;
  window.webContents.emit('render-process-gone', {}, { reason: 'killed' });
  timers.pass(200);
  await settled();
  assert.equal(window.loads, 1);
  served = true;
  timers.pass(400);
  await loaded(2);
});

test('a process that ends because its page is left is no crash', async () => {
  window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
  timers.pass(60_000);
  await settled();
  assert.equal(window.loads, 1);
});
