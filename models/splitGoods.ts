import { createHash } from 'node:crypto';

/** Indices into the list of good images; disjoint, together all of them. */
export interface GoodSplit {
  /** Training sees these. */
  readonly teach: readonly number[];
  /** Checkpoints are chosen by these. */
  readonly select: readonly number[];
  /** Nothing before the limit sees these. */
  readonly calibrate: readonly number[];
}

export const leastGoods = 20;

/**
 * Splits good images about 70 / 10 / 20 by a shuffle of their content hashes: the same images and seed give the same
 * split whatever their names and order. Throws when there are fewer than 20, or two are the same image: on two sides
 * they would make the limit too tight.
 */
export function splitGoods(sha256s: readonly string[], seed: number): GoodSplit {
  const count = sha256s.length;
  if (count < leastGoods) {
    throw new RangeError(
      `Teaching needs at least ${leastGoods} different good images, got ${count}; add good images to the folder.`,
    );
  }
  if (new Set(sha256s).size !== count) throw new RangeError('splitGoods: two of the images are the same.');
  const places = sha256s.map((hash) => createHash('sha256').update(`${seed}:${hash}`).digest('hex'));
  const shuffled = sha256s.map((_, index) => index).sort((a, b) => (places[a]! < places[b]! ? -1 : 1));
  const calibrate = Math.max(5, Math.round(0.2 * count));
  const select = Math.max(2, Math.round(0.1 * count));
  return {
    calibrate: shuffled.slice(0, calibrate),
    select: shuffled.slice(calibrate, calibrate + select),
    teach: shuffled.slice(calibrate + select),
  };
}
