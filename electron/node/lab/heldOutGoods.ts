import type { ReadImage } from './labImage.ts';

export type HeldOutGood = Pick<ReadImage, 'name' | 'sha256' | 'pixels'>;

/** Good images that anomalies are drawn into, and further ones: enough for texture and to know how good ones differ. */
const kept = 48;

export interface HeldOutGoods {
  readonly sources: readonly HeldOutGood[];
  readonly others: readonly HeldOutGood[];
  add(image: HeldOutGood, taught: boolean): void;
}

/**
 * Keeps some of the good images that come by, whichever their order: those with the smallest hashes. Held-out ones get the
 * anomalies; without any of them the taught ones do.
 */
export function heldOutGoods(): HeldOutGoods {
  const heldOut: HeldOutGood[] = [];
  const taughtOnes: HeldOutGood[] = [];
  return {
    get sources() {
      return heldOut.length > 0 ? heldOut : taughtOnes;
    },
    get others() {
      return heldOut.length > 0 ? taughtOnes : [];
    },
    add(image, taught) {
      const list = taught ? taughtOnes : heldOut;
      list.push(image);
      if (list.length <= kept) return;
      list.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
      list.length = kept;
    },
  };
}
