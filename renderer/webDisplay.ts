import type { Display, DisplayAwake } from './display.ts';

/** Chromium's Keyboard Lock (WICG): in full screen Escape has to be held to leave it. */
interface KeyboardLock {
  lock?(keys: readonly string[]): Promise<void>;
}

/** Full screen and wake lock of a browser. */
export function webDisplay(): Display {
  const page = document.documentElement;
  return {
    async enterKiosk() {
      // Asked all the same, a browser complains on its console, e.g. of a page that was just loaded.
      if (!navigator.userActivation.isActive) {
        throw new Error('A browser fills the display only on a touch or a key press.');
      }
      await page.requestFullscreen({ navigationUI: 'hide' });
      const { keyboard } = navigator as { readonly keyboard?: KeyboardLock };
      await keyboard?.lock?.(['Escape']).catch(() => {});
    },
    async leaveKiosk() {
      if (document.fullscreenElement !== null) await document.exitFullscreen();
    },
    onKiosk(listener) {
      const tell = () => listener(document.fullscreenElement !== null);
      document.addEventListener('fullscreenchange', tell);
      tell();
    },
    awake: wakeLock(),
  };
}

/** A lock ends whenever the page is out of sight; it is asked for again when it is back. */
function wakeLock(): DisplayAwake {
  // Absent on pages of http from another computer.
  const { wakeLock: locks } = navigator as { readonly wakeLock?: WakeLock };
  if (locks === undefined) return { by: 'nobody' };
  let wanted = false;
  let held: WakeLockSentinel | null = null;
  let asking = false;

  async function follow(): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      if (wanted && document.visibilityState === 'visible' && (held === null || held.released)) {
        held = await locks!.request('screen');
      }
      if (!wanted && held !== null) {
        await held.release();
        held = null;
      }
    } catch {
      // Refused, e.g. by a battery saver: asked again the next time the page comes in sight.
    } finally {
      asking = false;
    }
  }
  document.addEventListener('visibilitychange', () => void follow());
  return {
    by: 'page',
    keep(on) {
      wanted = on;
      void follow();
    },
  };
}
