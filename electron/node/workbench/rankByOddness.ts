import { fitHeads, type InspectionNetwork } from '../../../models/inspectionGraph.ts';
import { loadMeasuring } from '../../../models/measureHeads.ts';
import { observeGoods } from '../../../models/observeGoods.ts';
import { Random } from '../../../models/random.ts';
import type { SurveyedImage } from '../../common/setUp.ts';

type Oddness = Pick<SurveyedImage, 'oddness' | 'by'>;

/** The heads that look at nothing but the image, and what they look at. */
const looks = { gradientFeatures: 'edges', histogram: 'greyLevels' } as const;
type Looking = keyof typeof looks;
/** Each image is judged by heads that were fitted without it. */
const folds = 3;
/** More show nothing new of what is usual, and cost time. */
const mostFitted = 300;
/** As the median absolute deviation of a normal distribution is to its standard deviation. */
const spreadOfDeviation = 1.4826;

/**
 * How unlike the others each image is, before anything was taught: its edges and its grey levels against those of other images
 * (`gradientFeatures`, `histogram`; both need no network), in robust spreads above the median, the larger of the two. The bad ones among
 * the others hardly move a median. In the order of `images`.
 * @param images [channels, height, width] in 0..1 each
 */
export async function rankByOddness(
  images: readonly Float32Array[],
  { channels, width, height }: Pick<InspectionNetwork, 'channels' | 'width' | 'height'>,
  signal: AbortSignal,
): Promise<Oddness[]> {
  const names = Object.keys(looks) as Looking[];
  const scores = Object.fromEntries(names.map((name) => [name, new Array<number>(images.length).fill(0)]));
  const network: InspectionNetwork = { channels, width, height, build: () => ({}) };
  const options = { provider: 'cpu', threads: 1 } as const;
  // Cameras count: neighbours in a folder look alike, so that folds are not blocks of it.
  const order = new Random(1).permutation(images.length);
  if (images.length >= folds * 2) {
    for (let fold = 0; fold < folds; fold++) {
      const judged = order.filter((_, at) => at % folds === fold);
      const others = order.filter((_, at) => at % folds !== fold).slice(0, mostFitted);
      const goods = await observeGoods(network, picked(images, others), options, signal);
      const fitted = fitHeads(goods);
      const builders = Object.fromEntries(names.map((name) => [name, fitted[name]!]));
      await using measuring = await loadMeasuring({ network, builders, fusion: null }, options, signal);
      const measured = await measuring.measure(picked(images, judged));
      for (const name of names) {
        judged.forEach((index, at) => (scores[name]![index] = measured[name]!.scores[at]!));
      }
    }
  }
  const above = names.map((name) => spreadsAbove(scores[name]!));
  return images.map((_, at) => {
    const by = above.reduce((most, each, head) => (each[at]! > above[most]![at]! ? head : most), 0);
    return { oddness: above[by]![at]!, by: looks[names[by]!] };
  });
}

const picked = (images: readonly Float32Array[], indices: readonly number[]): Float32Array[] =>
  indices.map((index) => images[index]!);

/** Spreads above the median; of scores that are all the same, 0. */
function spreadsAbove(scores: readonly number[]): number[] {
  const middle = median(scores);
  const spread = spreadOfDeviation * median(scores.map((score) => Math.abs(score - middle)));
  return scores.map((score) => (spread === 0 ? 0 : (score - middle) / spread));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2 || 0;
}
