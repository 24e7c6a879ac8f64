import type { Regions } from './labelRegions.ts';

/** How well anomaly maps lie on the defects, over all pixels of all images added. */
export interface PixelMeasures {
  /** Probability that a defect's pixel has more evidence than a pixel without, ties counted half. */
  readonly auroc: number;
  /** Area under the per-region overlap up to `falsePositiveRate`, divided by it: 0..1. */
  readonly pro: number;
  readonly falsePositiveRate: number;
  /** Connected defects. */
  readonly regions: number;
  readonly defectPixels: number;
  readonly goodPixels: number;
}

/** Bergmann et al. 2021, "The MVTec Anomaly Detection Dataset", integrate up to here. */
const falsePositiveRate = 0.3;

/**
 * Low bits of a float32 that are dropped: evidence within 2^-10 of each other counts as equal, which keeps memory the
 * same however many pixels come. Bits of floats that are not negative sort like the floats.
 */
const droppedBits = 13;
const bins = 2 ** (31 - droppedBits);

/** Counts pixels by evidence, image by image. */
export class PixelTally {
  readonly #good = new Float64Array(bins);
  readonly #defect = new Float64Array(bins);
  /** Each defect pixel as its share of its region. */
  readonly #overlap = new Float64Array(bins);
  #regions = 0;

  /**
   * Adds an image: `map` [height, width], >= 0; its defects, or null for an image without one. @throws RangeError when
   * they differ in size, or for evidence that is negative or no number.
   */
  add(map: Float32Array, regions: Regions | null): void {
    if (regions !== null && map.length !== regions.labels.length) {
      throw new RangeError(
        `PixelTally: the map has ${map.length} pixels, the mask ${regions.labels.length}.`,
      );
    }
    const wrong = map.findIndex((evidence) => !(evidence >= 0 && evidence < Infinity));
    if (wrong >= 0) throw new RangeError(`PixelTally: evidence must be from 0 up, got ${map[wrong]}.`);
    const bits = new Uint32Array(map.buffer, map.byteOffset, map.length);
    for (let at = 0; at < bits.length; at++) {
      // -0 is 0 with the sign bit set.
      const bin = (bits[at]! & 0x7fffffff) >>> droppedBits;
      const region = regions?.labels[at] ?? 0;
      if (region === 0) {
        this.#good[bin]!++;
      } else {
        this.#defect[bin]!++;
        this.#overlap[bin]! += 1 / regions!.sizesPixels[region - 1]!;
      }
    }
    this.#regions += regions?.sizesPixels.length ?? 0;
  }

  /** Null unless there are pixels of both kinds. */
  measures(): PixelMeasures | null {
    const goodPixels = this.#good.reduce((sum, count) => sum + count, 0);
    const defectPixels = this.#defect.reduce((sum, count) => sum + count, 0);
    if (goodPixels === 0 || defectPixels === 0) return null;
    let [goodsAbove, defectsAbove, overlapAbove, pairs, area] = [0, 0, 0, 0, 0];
    for (let bin = bins - 1; bin >= 0; bin--) {
      const goods = this.#good[bin]!;
      const overlap = this.#overlap[bin]!;
      pairs += goods * (defectsAbove + this.#defect[bin]! / 2);
      const from = goodsAbove / goodPixels;
      const to = (goodsAbove + goods) / goodPixels;
      if (from < falsePositiveRate && to > from) {
        const share = Math.min(1, (falsePositiveRate - from) / (to - from));
        area += share * (to - from) * (overlapAbove + (share * overlap) / 2);
      }
      goodsAbove += goods;
      defectsAbove += this.#defect[bin]!;
      overlapAbove += overlap;
    }
    return {
      auroc: pairs / (goodPixels * defectPixels),
      pro: area / this.#regions / falsePositiveRate,
      falsePositiveRate,
      regions: this.#regions,
      defectPixels,
      goodPixels,
    };
  }
}
