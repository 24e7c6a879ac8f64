import { type Share, share } from './share.ts';

/** Bad parts passed and good parts rejected at a limit. */
export interface LimitErrors {
  escape: Share;
  overkill: Share;
}

/** Counts errors at `limit`; an image fails when its score is above the limit, as on the line. */
export function errorsAtLimit(goods: readonly number[], bads: readonly number[], limit: number): LimitErrors {
  return {
    escape: share(bads.filter((score) => !(score > limit)).length, bads.length),
    overkill: share(goods.filter((score) => score > limit).length, goods.length),
  };
}
