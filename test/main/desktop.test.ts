import '../helpers/electronDouble/register.ts';
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connect, type Connection } from '../../electron/common/rpc.ts';
import type * as Electron from '../helpers/electronDouble/electron.ts';
import type { FolderId } from '../../electron/common/inspection.ts';
import type { Port } from '../../electron/common/port.ts';

// Loaded after the double is registered.
const { app, ipcMain, double } = (await import('electron')) as unknown as typeof Electron;
const { runDesktop } = await import('../../electron/main/desktop.ts');
/** The screen's own host, which another project type checks. */
const { electronHost } = (await import(
  String(new URL('../../renderer/electronHost.ts', import.meta.url))
)) as {
  electronHost(): {
    connect(): Promise<Port>;
    pickFolder(): Promise<string | null>;
    openExternal(url: string): void;
    readonly display: {
      enterKiosk(): Promise<void>;
      onKiosk(listener: (on: boolean) => void): void;
    };
  } | null;
};

const root = mkdtempSync(join(tmpdir(), 'plumbline-desktop-'));
const home = join(root, 'home');
const screen = join(root, 'screen');
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
let window: Electron.BrowserWindow;
let connection: Connection;

before(async () => {
  mkdirSync(screen, { recursive: true });
  mkdirSync(home);
  writeFileSync(join(screen, 'index.html'), '<!doctype html><title>Screen</title>');
  writeFileSync(join(home, 'r1.thumbnail.jpg'), 'jpeg bytes');
  await runDesktop({
    args: ['.', '--home', home, '--some-chromium-switch'],
    entryOf: (name) =>
      here(name === 'station' ? '../helpers/stubStationProcess.ts' : `../../electron/processes/${name}.ts`),
    preload: here('../../electron/preload.ts'),
    screen,
  });
  window = double.windows[0] as Electron.BrowserWindow;
  while (window.loads === 0) await sleep(5);
  connection = await freshConnection();
});
after(async () => {
  app.quit();
  await double.exited.promise;
  rmSync(root, { recursive: true, force: true });
});

/** Through the preload script, as the real screen does. */
async function freshConnection(): Promise<Connection> {
  const port = await electronHost()?.connect();
  assert.ok(port !== undefined);
  return connect(port);
}
async function stationTells(from = connection) {
  const [event] = await from.call.listEvents({ limit: 1 });
  assert.ok(event !== undefined);
  const [pid = '', ...place] = event.by.split(' ');
  return { pid: Number(pid), home: place.join(' '), phase: event.kind, reason: event.message };
}
const runs = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('the screen reaches a real station process through the preload script and a message port', async () => {
  const told = await stationTells();
  assert.equal(told.home, home);
  assert.equal(told.pid, double.utilities[0]?.pid);
  await assert.rejects(connection.call.listEvents({ limit: 0 }), { code: 'badArguments' });
});

test('the window is confined', () => {
  const preferences = window.options.webPreferences;
  for (const on of ['contextIsolation', 'sandbox', 'webSecurity']) assert.equal(preferences[on], true, on);
  for (const off of [
    'nodeIntegration',
    'nodeIntegrationInWorker',
    'nodeIntegrationInSubFrames',
    'webviewTag',
  ]) {
    assert.equal(preferences[off], false, off);
  }
  assert.equal(double.sandboxed, true);
  assert.deepEqual(double.schemes, [
    { scheme: 'plumbline', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  assert.deepEqual(window.webContents.openHandler?.({ url: 'https://example.com' }), { action: 'deny' });
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
    for (const [url, refused] of [
      ['https://example.com', true],
      ['file:///etc/passwd', true],
      ['plumbline://other/index.html', true],
      ['plumbline://app/index.html', false],
    ] as const) {
      let prevented = false;
      window.webContents.emit(event, { url, preventDefault: () => (prevented = true) });
      assert.equal(prevented, refused, `${event} ${url}`);
    }
  }
  let attached = true;
  window.webContents.emit('will-attach-webview', { preventDefault: () => (attached = false) });
  assert.equal(attached, false);
  assert.deepEqual(double.blockers, ['prevent-app-suspension']);
});

test('no permission is given and nothing loads from elsewhere', () => {
  const {
    setPermissionRequestHandler,
    setPermissionCheckHandler,
    setDevicePermissionHandler,
    onBeforeRequest,
  } = double.permissions as Record<string, (...args: unknown[]) => unknown>;
  let granted: unknown = null;
  setPermissionRequestHandler?.({}, 'media', (answer: boolean) => (granted = answer));
  assert.equal(granted, false);
  assert.equal(setPermissionCheckHandler?.(), false);
  assert.equal(setDevicePermissionHandler?.(), false);
  for (const [url, cancel] of [
    ['plumbline://app/index.html', false],
    ['http://127.0.0.1/', true],
    ['https://example.com/x.js', true],
    ['file:///etc/passwd', true],
    ['ws://127.0.0.1/station', true],
  ] as const) {
    let answer: { cancel?: boolean } = {};
    onBeforeRequest?.({ url }, (given: { cancel: boolean }) => (answer = given));
    assert.equal(answer.cancel, cancel, url);
  }
});

test('the scheme serves the screen and pictures by id, with a strict policy', async () => {
  const page = await double.request('plumbline://app/index.html');
  assert.match(await page.text(), /Screen/);
  assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self'; /);
  const picture = await double.request('plumbline://app/image/r1/thumbnail');
  assert.equal(await picture.text(), 'jpeg bytes');
  assert.equal(picture.headers.get('content-type'), 'image/jpeg');
  for (const url of [
    'plumbline://app/',
    'plumbline://app/../home/r1.thumbnail.jpg',
    'plumbline://app/..%2f..%2fhome/r1.thumbnail.jpg',
    'plumbline://app/image/r2/thumbnail',
    'plumbline://app/image/r1/archive',
    'plumbline://app/image/%2e%2e/thumbnail',
    'plumbline://other/index.html',
  ]) {
    const answer = await double.request(url);
    assert.ok(!answer.ok, url);
  }
  assert.equal((await double.request('plumbline://app/index.html', { method: 'POST' })).status, 400);
});

test('only the main frame of an own page gets a port, a dialog, a browser', async () => {
  const given: unknown[] = [];
  const sender = (url: string, own = true) => {
    const mainFrame = { url };
    return {
      senderFrame: own ? mainFrame : { url },
      sender: { mainFrame, isDestroyed: () => false, postMessage: (...sent: unknown[]) => given.push(sent) },
    };
  };
  const strangers = [
    sender('https://example.com/'),
    sender('plumbline://other/index.html'),
    sender('file:///x.html'),
    sender('plumbline://app/index.html', false),
    { ...sender('plumbline://app/index.html'), senderFrame: null },
  ];
  for (const stranger of strangers) {
    ipcMain.emit('connect', stranger);
    ipcMain.emit('openExternal', stranger, 'https://example.com/');
    await assert.rejects(ipcMain.invoke('pickFolder', stranger, []), /Only the screen/);
  }
  await sleep(50);
  assert.deepEqual(given, []);
  assert.deepEqual(double.opened, []);
});

test('the page may pick a folder and open https pages, and nothing else', async () => {
  const host = electronHost();
  double.pickedFolder = '/camera';
  assert.equal(await host?.pickFolder(), '/camera');
  double.pickedFolder = null;
  assert.equal(await host?.pickFolder(), null);
  for (const url of [
    'https://example.com/help',
    'http://example.com',
    'file:///etc/passwd',
    'javascript:1',
    'x',
  ]) {
    host?.openExternal(url);
  }
  await sleep(20);
  assert.deepEqual(double.opened, ['https://example.com/help']);
  assert.deepEqual(Object.keys(window.webContents.page?.exposed ?? {}), ['plumbline']);
});

test('a station gets its processes from main, introduced by a port', async () => {
  await connection.call.startDemo({});
  for (;;) {
    const { phase, reason } = await stationTells();
    if (phase === 'refused') {
      assert.match(reason, /no bundle cannot be used as a bundle/);
      break;
    }
    await sleep(20);
  }
  assert.equal(double.utilities.length, 2);
});

test('the display stays awake while a folder is inspected, and not longer', async () => {
  const until = async (holds: () => boolean) => {
    while (!holds()) await sleep(5);
  };
  const inspecting = { folderId: 'f1' as FolderId };
  await connection.call.startInspecting(inspecting);
  await connection.call.startInspecting(inspecting);
  await until(() => double.blockers.length === 2);
  assert.deepEqual(double.blockers, ['prevent-app-suspension', 'prevent-display-sleep']);
  await connection.call.stopInspecting(inspecting);
  await until(() => double.stoppedBlockers.length === 1);
  assert.deepEqual(double.stoppedBlockers, ['prevent-display-sleep']);
});

test('the kiosk is entered by the page, cannot be closed, and is left on the word of the station alone', async () => {
  const told: boolean[] = [];
  const display = electronHost()?.display;
  display?.onKiosk((on) => told.push(on));
  while (told.length === 0) await sleep(5);
  assert.deepEqual(told, [false]);
  assert.equal(window.close(), true);
  ipcMain.emit('enterKiosk', { senderFrame: { url: 'https://example.com/' }, sender: {} });
  assert.equal(window.kiosk, false);
  await display?.enterKiosk();
  while (!told.includes(true)) await sleep(5);
  assert.equal(window.kiosk, true);
  assert.equal(window.close(), false);
  await connection.call.leaveKiosk({});
  while (window.kiosk) await sleep(5);
  assert.equal(window.close(), true);
  assert.equal(told.at(-1), false);
});

test('a crash of the screen loads it again; a second start shows the window', async () => {
  const before = window.loads;
  window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  while (window.loads === before) await sleep(20);
  app.emit('second-instance');
  assert.equal(window.focused, 1);
  connection = await freshConnection();
  await stationTells();
});

test('a crash of the station starts it again; a fresh port reaches the new one', async () => {
  const { pid } = await stationTells();
  const closed = new Promise((resolve) => connection.onClose(resolve));
  await assert.rejects(connection.call.stopDemo({}), { code: 'closed' });
  await closed;
  connection = await freshConnection();
  const again = await stationTells();
  assert.notEqual(again.pid, pid);
  assert.equal(runs(pid), false);
});

test('quitting waits for the station and leaves no process', async () => {
  const pids = double.utilities.flatMap(({ pid }) => pid ?? []);
  assert.ok(pids.length > 0);
  app.emit('window-all-closed');
  assert.equal(double.exitCode, null);
  assert.equal(await double.exited.promise, 0);
  for (let wait = 0; pids.some(runs) && wait < 100; wait += 1) await sleep(20);
  assert.deepEqual(pids.filter(runs), []);
});
