import { computed, onBeforeUnmount, onMounted, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import type { Inspection } from '../electron/common/inspection.ts';

export interface Holding {
  readonly held: ShallowRef<Inspection | null>;
  /** What the strip shows: it stands still while an image is held, so that its neighbours can be looked at too. */
  readonly strip: ComputedRef<readonly Inspection[]>;
  /** How many came since. */
  readonly since: ComputedRef<number>;
  /** Holds it; held already, goes back to live. */
  readonly hold: (inspection: Inspection) => void;
  readonly letGo: () => void;
}

/** An operator holds an image while others come; Escape goes back to live. */
export function useHolding(recent: ComputedRef<readonly Inspection[]>): Holding {
  const held = shallowRef<Inspection | null>(null);
  const still = shallowRef<readonly Inspection[] | null>(null);
  const strip = computed(() => still.value ?? recent.value);
  const since = computed(() => {
    const newestHeld = still.value?.[0]?.sequence;
    return newestHeld === undefined ? 0 : recent.value.filter((one) => one.sequence > newestHeld).length;
  });

  function letGo(): void {
    held.value = null;
    still.value = null;
  }
  function hold(inspection: Inspection): void {
    if (held.value?.resultId === inspection.resultId) return letGo();
    still.value ??= recent.value;
    held.value = inspection;
  }
  function byKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || document.querySelector('dialog[open]') !== null) return;
    letGo();
  }
  onMounted(() => window.addEventListener('keydown', byKey));
  onBeforeUnmount(() => window.removeEventListener('keydown', byKey));
  return { held, strip, since, hold, letGo };
}
