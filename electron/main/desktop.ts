import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, BrowserWindow, dialog, Menu, powerSaveBlocker } from 'electron';
import { desktopArguments, parseDesktopOptions } from '../node/desktop/desktopOptions.ts';
import { bridgePages } from './bridge.ts';
import { displayAwake } from './displayAwake.ts';
import { registerScheme, serveScreen } from './screenProtocol.ts';
import { confinePages, confineSession } from './security.ts';
import { hostStation, type StationHost, type StationHostOptions } from './stationHost.ts';
import { openWindow, type StationWindow } from './window.ts';

export interface Desktop {
  readonly args: readonly string[];
  readonly entryOf: StationHostOptions['entryOf'];
  /** Absolute path of the preload script. */
  readonly preload: string;
  /** Absolute folder of the built screen. */
  readonly screen: string;
}

/** Longest time an image in hand and the closing of the database may take when the app is quit. */
const closeLimitMs = 10_000;

/** Runs the desktop app: one station and its window for one home. */
export async function runDesktop({ args, entryOf, preload, screen }: Desktop): Promise<void> {
  const options = parseDesktopOptions(args);
  const home = options.home === null ? app.getPath('userData') : resolve(options.home);
  mkdirSync(home, { recursive: true });
  // The single-instance lock belongs to userData: one window per home. Chromium's own files stay in a folder of theirs.
  app.setPath('userData', home);
  app.setPath('sessionData', join(home, 'screen'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerScheme();
  confinePages();
  app.on('second-instance', () => focus(BrowserWindow.getAllWindows()[0]));
  await app.whenReady();

  confineSession();
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
  powerSaveBlocker.start('prevent-app-suspension');
  let window: StationWindow | null = null;
  const host = hostStation({
    entryOf,
    args: desktopArguments({ ...options, home }),
    onRefused(reason) {
      dialog.showErrorBox('Plumbline cannot start', reason);
      app.exit(1);
    },
    onInspecting: displayAwake(),
    onKioskLeft: () => window?.kiosk.leave(),
  });
  serveScreen(screen, (path) => host.findPicture(path));
  app.on('window-all-closed', () => app.quit());
  quitAfterClosing(host);
  window = openWindow(preload);
  bridgePages(host, window);
}

/** The app ends only after the station has finished the images in hand. */
function quitAfterClosing(host: StationHost): void {
  let closing: Promise<void> | null = null;
  app.on('before-quit', (event) => {
    event.preventDefault();
    closing ??= host.close(closeLimitMs).finally(() => app.exit(0));
  });
}

function focus(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) window.restore();
  window?.focus();
}
