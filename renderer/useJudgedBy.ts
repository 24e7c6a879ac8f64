import { computed, shallowReactive, watch, type ComputedRef, type Ref } from 'vue';
import type { JudgedBy } from '../electron/common/contract.ts';
import type { Inspection } from '../electron/common/inspection.ts';
import { useStation } from './useStation.ts';

/** By bundle, which never changes; null: the station has it no more. */
const known = shallowReactive(new Map<string, JudgedBy | null>());

/**
 * Region and limits of the bundle that judged an inspection, whether it is in force still or not: null when the station
 * has that bundle no more, undefined until that is known.
 */
export function useJudgedBy(inspection: Ref<Inspection | null>): ComputedRef<JudgedBy | null | undefined> {
  const station = useStation();
  const bundleId = computed(() => inspection.value?.bundleId ?? null);
  const inForce = computed(() => {
    const bundles = station.state.value?.lanes.map((lane) => lane.recipe.bundle) ?? [];
    return bundles.find((bundle) => bundle?.bundleId === bundleId.value) ?? undefined;
  });

  watch([() => inspection.value?.resultId, () => inForce.value === undefined], () => void read(), {
    immediate: true,
  });

  async function read(): Promise<void> {
    const one = inspection.value;
    if (one === null || inForce.value !== undefined || known.has(one.bundleId)) return;
    try {
      const answer = await station.call.getInspection({ resultId: one.resultId });
      known.set(one.bundleId, answer.judgedBy);
    } catch {
      // Not connected just now: the image shows without its map, and the next inspection asks again.
    }
  }
  return computed(() => inForce.value ?? (bundleId.value === null ? undefined : known.get(bundleId.value)));
}
