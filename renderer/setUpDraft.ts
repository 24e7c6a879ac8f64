import { reactive } from 'vue';
import type { Arguments, GoodFolder } from '../electron/common/contract.ts';
import type { SetUpDraft } from '../electron/common/setUp.ts';
import { isRegion } from './regionRules.ts';
import { newFolderDraft, recipeDraft, type RecipeDraft } from './watchDraft.ts';

export type { SetUpDraft };

export function freshSetUp(): SetUpDraft {
  return {
    step: 'images',
    product: '',
    source: 'folder',
    good: '',
    camera: { path: '', count: 200 },
    region: null,
    ignored: [],
    leftOut: [],
    bad: [],
    preset: 'standard',
    size: 128,
    channels: 1,
    minutes: 15,
    head: 'fused',
    msPerImage: '',
    locateShare: 0,
    locateDegrees: 0,
    overkillPercent: null,
    allowEstimate: false,
    badFolder: '',
    tryFolder: '',
    watched: newFolderDraft(),
    options: {},
  };
}

/** What has been entered so far; the station keeps it (`setUpSync.ts`). */
export const setUpDraft = reactive<SetUpDraft>(freshSetUp());

/** What the station saw in `good`; looked up anew after a reload. */
export const setUpLook = reactive<{ found: GoodFolder | null; path: string }>({ found: null, path: '' });

/** As the station takes it: a rectangle that is being typed is none yet. */
export function storable(draft: SetUpDraft): SetUpDraft {
  const { region, ignored } = draft;
  const whole = (box: { x: number; y: number; width: number; height: number }) =>
    [box.x, box.y, box.width, box.height].every((value) => Number.isInteger(value) && value >= 0) &&
    box.width >= 1 &&
    box.height >= 1;
  return {
    ...draft,
    region: region !== null && isRegion(region) ? region : null,
    ignored: ignored.filter(whole),
    options: { ...draft.options },
  };
}

/** What teaching is asked for. Minutes and time an image are numbers by then. */
export function teachingOrder(draft: SetUpDraft): Arguments<'startTeaching'> {
  const { product, good, region, channels, size, head, msPerImage, locateShare, locateDegrees } = draft;
  const notGood = [...draft.leftOut, ...draft.bad];
  return {
    ...{ product: product.trim(), good, region, channels, size, head, seed: 1, forSetUp: true },
    minutes: Number(draft.minutes),
    ...(draft.ignored.length > 0 && { ignored: draft.ignored.map((box) => ({ ...box })) }),
    ...(notGood.length > 0 && { leaveOut: notGood }),
    ...(msPerImage !== '' && { msPerImage }),
    ...(locateShare > 0 && { locate: { marginShare: locateShare, rotationDegrees: locateDegrees } }),
  };
}

/** The recipe's options as typed: those that were never touched are the usual ones. */
export function optionsOf(draft: SetUpDraft): RecipeDraft {
  return { ...recipeDraft(), ...(draft.options as Partial<RecipeDraft>) };
}
