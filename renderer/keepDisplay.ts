import { onScopeDispose, readonly, ref, watch, type DeepReadonly, type Ref } from 'vue';
import type { Station } from './useStation.ts';

const storeKey = 'plumbline.kiosk';
const beatEveryMs = 500;

/** This screen belongs in full screen, remembered by it. */
const wanted = ref(window.localStorage.getItem(storeKey) === 'on');
const filled = ref(false);

export interface Kiosk {
  readonly wanted: DeepReadonly<Ref<boolean>>;
  enter(): Promise<void>;
  /** Rejects when the caller's role does not allow it. */
  leave(): Promise<void>;
}

export function useKiosk({ host, call }: Pick<Station, 'host' | 'call'>): Kiosk {
  const want = (on: boolean) => {
    wanted.value = on;
    window.localStorage.setItem(storeKey, on ? 'on' : 'off');
  };
  return {
    wanted: readonly(wanted),
    async enter() {
      await host.display.enterKiosk();
      want(true);
    },
    async leave() {
      await call.leaveKiosk({});
      want(false);
      await host.display.leaveKiosk();
    },
  };
}

/**
 * Keeps the display awake while a folder is inspected and full where it belongs in kiosk mode; says that the page is alive.
 * A browser leaves full screen on Escape and fills the display only on a touch, so the next touch does.
 */
export function keepDisplay({ host, state }: Pick<Station, 'host' | 'state'>): void {
  const { display } = host;
  const beats = setInterval(() => host.beat(), beatEveryMs);
  const fill = () => {
    if (wanted.value && !filled.value) display.enterKiosk().catch(() => {});
  };
  display.onKiosk((on) => {
    filled.value = on;
  });
  fill();
  for (const touch of ['pointerup', 'keydown'] as const) window.addEventListener(touch, fill);
  const { awake } = display;
  if (awake.by === 'page') {
    const isInspecting = () => state.value?.lanes.some(({ source }) => source.state !== 'stopped') ?? false;
    watch(isInspecting, (inspecting) => awake.keep(inspecting), { immediate: true });
  }
  onScopeDispose(() => {
    clearInterval(beats);
    for (const touch of ['pointerup', 'keydown'] as const) window.removeEventListener(touch, fill);
  });
}
