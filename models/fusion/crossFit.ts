import type { HeadBuilder, HeadOptions } from '../heads/head.ts';
import type { OwnHeadName } from '../heads/heads.ts';
import { type InspectionNetwork, type PerHead, fitHeads, headsWithoutNetwork } from '../inspectionGraph.ts';
import { type Measured, type Measuring, loadMeasuring } from '../measureHeads.ts';
import { mergeGoods } from '../mergeGoods.ts';
import { observeGoods } from '../observeGoods.ts';
import type { SessionOptions } from '../session.ts';
import type { AnomalyOfGood } from './syntheticAnomalies.ts';

/** Each image is judged by heads fitted on the goods of the other folds. */
export const folds = 4;

export interface CrossFitOptions {
  readonly network: InspectionNetwork;
  /** Good images the network was taught on. */
  readonly teach: readonly Float32Array[];
  /** Good images it was not. */
  readonly select: readonly Float32Array[];
  /** Of the select goods. */
  readonly anomalies: readonly AnomalyOfGood[];
  /** Labelled bad images. */
  readonly bads: readonly Float32Array[];
  readonly headOptions?: HeadOptions;
  readonly sessionOptions: SessionOptions;
  readonly signal?: AbortSignal;
}

export interface CrossFitted {
  /** Fitted on all goods: those that judge on the line. */
  readonly builders: PerHead<HeadBuilder>;
  readonly measured: HeldOutMeasured;
}

/** Scores and map peaks by heads whose statistics have not seen the good image judged, nor the one an anomaly lies in. */
export interface HeldOutMeasured {
  /** Of the select goods in their order. */
  readonly select: PerHead<Measured>;
  /**
   * Of the teach goods, only for heads that look at the image alone. A network knows its teach goods: what it says of
   * them tells nothing of other good images.
   */
  readonly teach: PerHead<Measured>;
  readonly anomalies: PerHead<Measured>;
  /** Kind of each anomaly. */
  readonly kinds: readonly string[];
  /** Mean over the folds. */
  readonly bads: PerHead<Measured>;
}

/**
 * Judges good images as ones not seen before although all but the calibration images go into the heads' statistics:
 * cross-fitting, as with few images no others could be spared. Each fold's heads know somewhat fewer goods than the final
 * ones, so the scores are a little too high rather than too low.
 */
export async function crossFit(options: CrossFitOptions): Promise<CrossFitted> {
  const { network, headOptions, sessionOptions, signal } = options;
  const inFold = <T>(items: readonly T[], fold: number): T[] => items.filter((_, i) => i % folds === fold);
  const parts = [];
  for (let fold = 0; fold < folds; fold++) {
    const images = [...inFold(options.teach, fold), ...inFold(options.select, fold)];
    const goods = await observeGoods(network, images, sessionOptions, signal, headOptions);
    parts.push({ images: images.length, goods });
  }
  const teach = new Gathered(options.teach);
  const select = new Gathered(options.select);
  const anomalies = new Gathered(options.anomalies);
  const bads = new Gathered(options.bads);
  const kinds: string[] = [];
  const alone = headsWithoutNetwork(network);
  for (let fold = 0; fold < folds; fold++) {
    const builders = fitHeads(mergeGoods(parts.filter((_, part) => part !== fold)), headOptions);
    await using measuring = await loadMeasuring({ network, builders, fusion: null }, sessionOptions, signal);
    const isIn = (_: unknown, i: number): boolean => i % folds === fold;
    await select.add(measuring, isIn, itself);
    await bads.add(measuring, () => true, itself);
    await anomalies.add(
      measuring,
      ({ source }) => isIn(null, source),
      ({ draw }, index) => {
        const { image, kind } = draw();
        kinds[index] = kind;
        return image;
      },
    );
    if (alone.length === 0) continue;
    const ofAlone = Object.fromEntries(alone.map((name) => [name, builders[name]!]));
    await using measuringAlone = await loadMeasuring(
      { network: { ...network, build: () => ({}) }, builders: ofAlone, fusion: null },
      sessionOptions,
      signal,
    );
    await teach.add(measuringAlone, isIn, itself);
  }
  return {
    builders: fitHeads(mergeGoods(parts), headOptions),
    measured: {
      select: select.means(),
      teach: teach.means(),
      anomalies: anomalies.means(),
      kinds,
      bads: bads.means(),
    },
  };
}

const itself = (image: Float32Array): Float32Array => image;

/** Sums what several folds say of each item. */
class Gathered<T> {
  readonly #items: readonly T[];
  readonly #times: number[];
  readonly #sums: Partial<Record<OwnHeadName, { scores: number[]; peaks: number[] }>> = {};

  constructor(items: readonly T[]) {
    this.#items = items;
    this.#times = items.map(() => 0);
  }

  async add(
    measuring: Measuring,
    wanted: (item: T, index: number) => boolean,
    imageOf: (item: T, index: number) => Float32Array,
  ): Promise<void> {
    const items = this.#items;
    const indices = items.flatMap((item, i) => (wanted(item, i) ? [i] : []));
    const measured = await measuring.measure(imagesOf());
    for (const index of indices) this.#times[index]! += 1;
    for (const [name, { scores, peaks }] of Object.entries(measured) as [OwnHeadName, Measured][]) {
      const sums = (this.#sums[name] ??= { scores: items.map(() => 0), peaks: items.map(() => 0) });
      for (const [at, index] of indices.entries()) {
        sums.scores[index]! += scores[at]!;
        sums.peaks[index]! += peaks[at]!;
      }
    }

    function* imagesOf(): Generator<Float32Array> {
      for (const index of indices) yield imageOf(items[index]!, index);
    }
  }

  means(): PerHead<Measured> {
    const mean = (sums: readonly number[]): number[] => sums.map((sum, i) => sum / this.#times[i]!);
    return Object.fromEntries(
      Object.entries(this.#sums).map(([name, { scores, peaks }]) => [
        name,
        { scores: mean(scores), peaks: mean(peaks) },
      ]),
    );
  }
}
