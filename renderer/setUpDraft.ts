import { reactive } from 'vue';
import type { Arguments, GoodFolder } from '../electron/common/contract.ts';
import type { TeachingId } from '../electron/common/inspection.ts';
import type { Region } from './region.ts';
import { newFolderDraft, recipeDraft, type RecipeDraft, type WatchedFolderDraft } from './watchDraft.ts';

export const setUpSteps = ['images', 'network', 'teach', 'watch'] as const;
export type SetUpStep = (typeof setUpSteps)[number];
export const networkSizes = [64, 96, 128, 160, 192, 224, 256] as const;
export const locateShares = [0, 0.05, 0.1, 0.2] as const;
export const locateTurns = [0, 5, 15] as const;

export interface SetUpDraft {
  step: SetUpStep;
  product: string;
  good: string;
  /** What `lookedAt` holds; null until the station has looked. */
  look: GoodFolder | null;
  lookedAt: string;
  region: Region | null;
  order: Pick<Arguments<'startTeaching'>, 'size' | 'channels' | 'minutes' | 'head' | 'seed'>;
  /** Text of the time an image may take; empty: as the station thinks fit. */
  msPerImage: number | '';
  /** How far the part may lie off, as a share of the region; 0: not looked for. */
  locateShare: (typeof locateShares)[number];
  locateDegrees: (typeof locateTurns)[number];
  /** Teachings that belong to an earlier product set up here. */
  left: TeachingId | null;
  folder: WatchedFolderDraft;
  recipe: RecipeDraft;
}

function fresh(): SetUpDraft {
  return {
    step: 'images',
    product: '',
    good: '',
    look: null,
    lookedAt: '',
    region: null,
    order: { size: 128, channels: 1, minutes: 15, head: 'fused', seed: 1 },
    msPerImage: '',
    locateShare: 0,
    locateDegrees: 0,
    left: null,
    folder: newFolderDraft(),
    recipe: recipeDraft(),
  };
}

/** What has been entered so far; kept while the engineer looks at other views. */
export const setUpDraft = reactive<SetUpDraft>(fresh());

/** Begins with another product; a teaching of the one before is no longer shown here. */
export function startOver(left: TeachingId | null): void {
  Object.assign(setUpDraft, fresh(), { left });
}

/** What is asked of the station beyond `order`, as far as it was chosen. */
export function orderedExtras({
  msPerImage,
  locateShare,
  locateDegrees,
}: Pick<SetUpDraft, 'msPerImage' | 'locateShare' | 'locateDegrees'>): Pick<
  Arguments<'startTeaching'>,
  'msPerImage' | 'locate'
> {
  return {
    ...(msPerImage !== '' && { msPerImage }),
    ...(locateShare > 0 && { locate: { marginShare: locateShare, rotationDegrees: locateDegrees } }),
  };
}
