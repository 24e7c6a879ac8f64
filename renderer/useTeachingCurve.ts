import { shallowRef, watch, type Ref } from 'vue';
import type { TeachingState } from '../electron/common/stationState.ts';

const pointsKept = 160;

/** Course of every loss as far as this screen has seen it; thinned by half when it gets long. */
export function useTeachingCurve(teaching: Ref<TeachingState>) {
  const curves = shallowRef<ReadonlyMap<string, readonly number[]>>(new Map());
  const longestSecondsLeft = shallowRef(0);
  let lastStep = -1;

  watch(
    teaching,
    ({ step, losses, secondsLeft }, before) => {
      if (before !== undefined && before.teachingId !== teaching.value.teachingId) {
        curves.value = new Map();
        longestSecondsLeft.value = 0;
        lastStep = -1;
      }
      longestSecondsLeft.value = Math.max(longestSecondsLeft.value, secondsLeft ?? 0);
      if (step <= lastStep) return;
      lastStep = step;
      const next = new Map(curves.value);
      for (const [name, value] of Object.entries(losses))
        next.set(name, appended(next.get(name) ?? [], value));
      curves.value = next;
    },
    { immediate: true },
  );
  return { curves, longestSecondsLeft };
}

function appended(points: readonly number[], value: number): readonly number[] {
  const kept = points.length < pointsKept ? points : points.filter((_, at) => at % 2 === 0);
  return [...kept, value];
}
