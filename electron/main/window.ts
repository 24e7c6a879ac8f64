import { BrowserWindow } from 'electron';
import { restartAfter } from '../node/restartRule.ts';
import { firstPage } from './origin.ts';

/** Opens the station's window; a page that crashed is loaded again. `preload` is an absolute path. */
export function openWindow(preload: string): BrowserWindow {
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
  reloadAfterCrash(window);
  void load(window);
  return window;
}

function reloadAfterCrash(window: BrowserWindow): void {
  let failures = 0;
  let loadedMs = performance.now();
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const rule = restartAfter(failures, performance.now() - loadedMs);
    failures = rule.failures;
    setTimeout(() => {
      loadedMs = performance.now();
      if (!window.isDestroyed()) void load(window);
    }, rule.waitMs);
  });
}

/** A page that could not be loaded is reported as gone or closed; nothing more is to be done here. */
async function load(window: BrowserWindow): Promise<void> {
  await window
    .loadURL(firstPage)
    .catch((error: Error) => void process.stderr.write(`The screen: ${error.message}\n`));
}
