import { BrowserWindow, dialog, ipcMain, shell, type WebFrameMain } from 'electron';
import { isOwnPage } from './origin.ts';
import type { StationHost } from './stationHost.ts';
import type { StationWindow } from './window.ts';

interface Sent {
  readonly senderFrame: WebFrameMain | null;
  readonly sender: Electron.WebContents;
}

/** Only the main frame of one of the app's own pages is listened to. */
export function isOwnSender({ senderFrame, sender }: Sent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
}

/**
 * What a page may ask of the main process: a port to the station, the system's folder dialog, a web page in the browser, and
 * the kiosk; and that it may say that it is alive. The kiosk is left on the station's word alone.
 */
export function bridgePages(host: StationHost, { page, kiosk }: StationWindow): void {
  ipcMain.on('beat', (event) => {
    if (isOwnSender(event)) page.beat();
  });
  ipcMain.on('enterKiosk', (event) => {
    if (isOwnSender(event)) kiosk.enter();
  });
  ipcMain.on('tellKiosk', (event) => {
    if (isOwnSender(event)) kiosk.tell();
  });
  ipcMain.on('connect', (event) => {
    if (!isOwnSender(event)) return;
    const { sender } = event;
    void host.connectScreen().then((port) => {
      if (sender.isDestroyed()) port.close();
      else sender.postMessage('station', null, [port]);
    });
  });
  ipcMain.handle('pickFolder', async (event) => {
    const window = isOwnSender(event) ? BrowserWindow.fromWebContents(event.sender) : null;
    if (window === null) throw new Error('Only the screen of the station may ask for a folder.');
    const { filePaths } = await dialog.showOpenDialog(window, {
      properties: ['openDirectory', 'createDirectory'],
    });
    return filePaths[0] ?? null;
  });
  ipcMain.on('openExternal', (event, address: unknown) => {
    if (!isOwnSender(event) || !isWebPage(address)) return;
    void shell
      .openExternal(address)
      .catch((error: Error) => void process.stderr.write(`${address} cannot be opened: ${error.message}\n`));
  });
}

function isWebPage(address: unknown): address is string {
  return typeof address === 'string' && URL.parse(address)?.protocol === 'https:';
}
