import { BrowserWindow } from 'electron';
import { keepPage, type PageKeeper } from './keepPage.ts';
import { kioskOf, type Kiosk } from './kiosk.ts';
import { firstPage } from './origin.ts';

export interface StationWindow {
  readonly page: PageKeeper;
  readonly kiosk: Kiosk;
}

/** Opens the station's window. `preload` is an absolute path. */
export function openWindow(preload: string): StationWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 600,
    show: false,
    title: 'Plumbline',
    backgroundColor: '#d9dcde',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // The screen shows what the station does now, also behind another window.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  return { kiosk: kioskOf(window), page: keepPage(window, firstPage) };
}
