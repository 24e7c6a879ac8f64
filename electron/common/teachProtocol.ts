import type { TeachingOrder } from './contract.ts';
import type { TeachingState } from './stationState.ts';

/** Station to teach process. `out` and `pictures` are absolute folders; pictures are named `<number>.png`. */
export type TeachRequest =
  | { readonly kind: 'teach'; readonly order: TeachingOrder; readonly out: string; readonly pictures: string }
  | { readonly kind: 'cancel' };

/** Teach process to station. */
export type TeachReply =
  | { readonly kind: 'beat' }
  | {
      readonly kind: 'progress';
      readonly progress: Omit<TeachingState, 'teachingId' | 'product' | 'recipeId'>;
    };
