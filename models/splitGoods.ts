import { createHash } from 'node:crypto';
import { imagesToProve } from './calibration/orderStatistic.ts';

/** Indices into the list of good images; disjoint, together all of them. */
export interface GoodSplit {
  /** Training and the heads' statistics see these. */
  readonly teach: readonly number[];
  /** Checkpoint and fusion are chosen by these. */
  readonly select: readonly number[];
  /** Nothing before the limit sees these. */
  readonly calibrate: readonly number[];
}

export const leastGoods = 20;

/** Largest share of the images that a target overkill may take from teaching. */
const mostForCalibration = 0.5;

/**
 * Splits good images about 60 / 20 / 20 by a shuffle of their content hashes: the same images and seed give the same
 * split whatever their names and order. Of few images at least 4 select and 5 calibrate (11 of 20 teach): what so few can
 * prove is told with the limit. When more images for calibration, up to half of all, make a target overkill (0..1)
 * provable, they are taken from the other two alike.
 * @throws RangeError when there are fewer than 20, or two are the same image: on two sides they would make the limit too
 *   tight.
 */
export function splitGoods(sha256s: readonly string[], seed: number, targetOverkill?: number): GoodSplit {
  requireSplittable(sha256s);
  const count = sha256s.length;
  const shuffled = shuffledByContent(sha256s, seed);
  const calibrate = calibrationCount(count, targetOverkill);
  const select = Math.max(4, Math.round(0.25 * (count - calibrate)));
  return {
    calibrate: shuffled.slice(0, calibrate),
    select: shuffled.slice(calibrate, calibrate + select),
    teach: shuffled.slice(calibrate + select),
  };
}

/** @throws RangeError when there are fewer than 20 images, or two are the same. */
export function requireSplittable(sha256s: readonly string[]): void {
  const count = sha256s.length;
  if (count < leastGoods) {
    throw new RangeError(
      `Teaching needs at least ${leastGoods} different good images, got ${count}; add good images to the folder.`,
    );
  }
  if (new Set(sha256s).size !== count) throw new RangeError('splitGoods: two of the images are the same.');
}

/** Their indices in an order that only contents and seed decide. */
export function shuffledByContent(sha256s: readonly string[], seed: number): number[] {
  const places = sha256s.map((hash) => createHash('sha256').update(`${seed}:${hash}`).digest('hex'));
  return sha256s.map((_, index) => index).sort((a, b) => (places[a]! < places[b]! ? -1 : 1));
}

function calibrationCount(count: number, targetOverkill: number | undefined): number {
  const usual = Math.max(5, Math.round(0.2 * count));
  const needed = targetOverkill === undefined ? 0 : imagesToProve(targetOverkill);
  return needed <= mostForCalibration * count ? Math.max(usual, needed) : usual;
}
