import { contextBridge, ipcRenderer } from 'electron';

/** The page's window, as far as it is used here; this file is checked without the DOM. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, targetOrigin: string, transfer: readonly object[]): void;
};

ipcRenderer.on('station', ({ ports }) => {
  window.postMessage('station', window.location.origin, ports);
});

contextBridge.exposeInMainWorld('plumbline', {
  connect: () => ipcRenderer.send('connect'),
  pickFolder: () => ipcRenderer.invoke('pickFolder'),
  beat: () => ipcRenderer.send('beat'),
  enterKiosk: () => ipcRenderer.send('enterKiosk'),
  /** Calls `listener` with how it is, and at every change. */
  onKiosk: (listener: (on: boolean) => void) => {
    ipcRenderer.on('kiosk', (_event, on: unknown) => listener(on === true));
    ipcRenderer.send('tellKiosk');
  },
  openExternal: (url: unknown) => ipcRenderer.send('openExternal', String(url)),
});
