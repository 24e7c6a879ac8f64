import type { BrowserWindow } from 'electron';

export interface Kiosk {
  enter(): void;
  leave(): void;
  /** Has the page know how it is; a page that was loaded anew asks. */
  tell(): void;
}

/** Full screen without a way out by the window: it cannot be closed before the station has let somebody leave. */
export function kioskOf(window: BrowserWindow): Kiosk {
  const tell = () => window.webContents.send('kiosk', window.isKiosk());
  const set = (on: boolean) => {
    if (window.isKiosk() !== on) window.setKiosk(on);
    tell();
  };
  window.on('close', (event) => {
    if (window.isKiosk()) event.preventDefault();
  });
  return { enter: () => set(true), leave: () => set(false), tell };
}
