import { byArrival } from './arrivalOrder.ts';
import type { Arriving } from './stock.ts';

/** Gathers what a scan meets, keeping at least the `capacity` oldest and at most twice as many. */
export interface OldestArrivals {
  add(arriving: readonly Arriving[]): void;
  readonly kept: readonly Arriving[];
  /** How many were met but not kept. */
  readonly left: number;
}

export function gatherOldest(capacity: number): OldestArrivals {
  let kept: Arriving[] = [];
  let left = 0;
  return {
    add(arriving) {
      kept.push(...arriving);
      if (kept.length <= 2 * capacity) return;
      left += kept.length - capacity;
      kept = kept
        .map((one) => ({ ...one, batch: 0 }))
        .sort(byArrival)
        .slice(0, capacity);
    },
    get kept() {
      return kept;
    },
    get left() {
      return left;
    },
  };
}
