import { computed, type ComputedRef, type Ref } from 'vue';
import type { DrawnKind } from '../electron/common/drawn.ts';
import { mapView } from './mapView.ts';

/** What has to be drawn of a shown image: with it, for the arrangement, and later, when it is looked at closely. */
export function useDrawnKinds(closely: Ref<boolean>): {
  readonly together: ComputedRef<readonly DrawnKind[]>;
  readonly closer: ComputedRef<readonly DrawnKind[]>;
} {
  return {
    together: computed(() => (mapView.sideBySide ? ['reconstruction', 'difference'] : [])),
    closer: computed(() => (closely.value ? ['region'] : [])),
  };
}
