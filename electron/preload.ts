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
  openExternal: (url: unknown) => ipcRenderer.send('openExternal', String(url)),
});
