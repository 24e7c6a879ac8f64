import type { GoodSplit } from './splitGoods.ts';
import { requireSplittable, shuffledByContent } from './splitGoods.ts';

export interface FoldedSplit {
  /** Each leaves out images no other does, as `calibrate`: what a model that was not taught from them says of them. */
  readonly folds: readonly GoodSplit[];
  /** All images teach or select; none is left to calibrate. */
  readonly whole: GoodSplit;
}

/**
 * Splits good images for cross-validation, for products with too few to spare any: every image teaches the model that
 * is kept, and calibrates one of `folds` models beside it. About four of five images that a model sees teach it, the
 * others select. Same images, seed and folds: same split.
 * @throws RangeError unless 2 <= folds <= 10, and as `splitGoods`.
 */
export function splitFolds(sha256s: readonly string[], seed: number, folds: number): FoldedSplit {
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= 10)) {
    throw new RangeError(`Cross-validation takes 2 to 10 folds, got ${folds}.`);
  }
  requireSplittable(sha256s);
  const shuffled = shuffledByContent(sha256s, seed);
  const seeing = (calibrate: readonly number[]): GoodSplit => {
    const seen = shuffled.filter((index) => !calibrate.includes(index));
    const select = Math.max(4, Math.round(0.2 * seen.length));
    return { teach: seen.slice(select), select: seen.slice(0, select), calibrate };
  };
  return {
    folds: Array.from({ length: folds }, (_, fold) =>
      seeing(shuffled.filter((_index, place) => place % folds === fold)),
    ),
    whole: seeing([]),
  };
}
