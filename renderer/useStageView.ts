import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { fitted, panned, zoomed, type Box, type Point, type Size, type StageView } from './stageView.ts';

/** One view of a camera image for all stages that show it; all have the same size. */
export interface StageViewControl {
  /** Of one stage, canvas pixels. */
  readonly stage: Ref<Size>;
  readonly view: ComputedRef<StageView>;
  /** Null while everything is shown. */
  readonly chosen: ShallowRef<StageView | null>;
  /** Camera coordinates under the pointer. */
  readonly pointed: ShallowRef<Point | null>;
  /** Around a canvas point, or the middle. */
  zoom(factor: number, at?: Point): void;
  pan(by: Point): void;
  /** Whole again, or near the point when it was whole. */
  toggle(at: Point): void;
  reset(): void;
}

/** Doubled tapping goes this near, canvas pixels per camera pixel and device pixel. */
const nearScale = 4;

/** `image`: camera pixels; `whole`: what is shown while nothing is chosen, camera pixels. */
export function useStageView(image: ComputedRef<Size>, whole: ComputedRef<Box>): StageViewControl {
  const stage = ref<Size>({ width: 0, height: 0 });
  const chosen = shallowRef<StageView | null>(null);
  const pointed = shallowRef<Point | null>(null);
  const isWhole = computed(
    () => whole.value.width === image.value.width && whole.value.height === image.value.height,
  );
  const everything = computed(() => fitted(stage.value, whole.value, isWhole.value ? 1 : 1.04));
  const view = computed(() => chosen.value ?? everything.value);
  const middle = (): Point => ({ x: stage.value.width / 2, y: stage.value.height / 2 });

  function zoom(factor: number, at: Point = middle()): void {
    chosen.value = zoomed(view.value, stage.value, image.value, factor, at);
  }
  return {
    ...{ stage, view, chosen, pointed, zoom },
    pan(by) {
      chosen.value = panned(view.value, stage.value, image.value, by);
    },
    toggle(at) {
      if (chosen.value !== null) chosen.value = null;
      else zoom(Math.max(2, (nearScale * window.devicePixelRatio) / view.value.scale), at);
    },
    reset() {
      chosen.value = null;
    },
  };
}
