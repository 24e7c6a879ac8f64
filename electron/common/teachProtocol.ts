import type { RecalibrationOrder, TeachingOrder } from './contract.ts';
import type { LabReply, LabWork } from './labProtocol.ts';
import type { TeachingState } from './stationState.ts';

/** Station to teach process. All paths are absolute; pictures are named `<number>.png` in their folder. */
export type TeachRequest =
  | { readonly kind: 'teach'; readonly order: TeachingOrder; readonly out: string; readonly pictures: string }
  | {
      readonly kind: 'recalibrate';
      readonly order: RecalibrationOrder;
      /** Folder of the bundle to start from. */
      readonly bundle: string;
      /** The station's own home, where reviews and archived pixels are. */
      readonly home: string;
      readonly out: string;
      readonly pictures: string;
    }
  | { readonly kind: 'lab'; readonly work: LabWork }
  | { readonly kind: 'cancel' };

/** Teach process to station. */
export type TeachReply =
  | LabReply
  | { readonly kind: 'beat' }
  | {
      readonly kind: 'progress';
      readonly progress: Omit<
        TeachingState,
        'teachingId' | 'product' | 'recipeId' | 'curves' | 'longestSecondsLeft'
      >;
    };
