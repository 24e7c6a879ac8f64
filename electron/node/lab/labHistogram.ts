import { auroc } from '../../../models/evaluation/auroc.ts';
import { aurocInterval } from '../../../models/evaluation/aurocInterval.ts';
import { rocCurve, type RocPoint } from '../../../models/evaluation/rocCurve.ts';
import type { HeadName } from '../../../models/manifest.ts';
import { labKinds, type LabHistogram, type LabKind, type LabRoc } from '../../common/lab.ts';
import { scaleOver, type ScoreExtent } from '../../common/scoreScale.ts';
import { kindOf, type ScoredImages } from './scoredImages.ts';

/** Fine enough that a limit can be put on an edge by eye on a wide screen. */
const binCount = 360;
const mostRocPoints = 400;

/** Where the scores of a head lie, found or not, with its limit. */
export function extentOf(scored: ScoredImages, head: HeadName, limit: number): ScoreExtent {
  let [least, most] = [limit, limit];
  for (const image of scored.images) {
    const score = scored.score(head, image);
    least = Math.min(least, score);
    most = Math.max(most, score);
  }
  return { least, most, from: least, limit };
}

/**
 * @param limit of the head in its bundle: the scale is laid out by it, and it is an edge
 * @param others limits that are to be edges too, e.g. those in force
 */
export function labHistogram(
  scored: ScoredImages,
  head: HeadName,
  limit: number,
  others: readonly number[] = [],
): LabHistogram {
  const extent = extentOf(scored, head, limit);
  const edges = edgesOf(extent, [limit, ...others]);
  const bins = Object.fromEntries(
    labKinds.map((kind) => [kind, new Array<number>(edges.length - 1).fill(0)]),
  ) as Record<LabKind, number[]>;
  const notFound = Object.fromEntries(labKinds.map((kind) => [kind, 0])) as Record<LabKind, number>;
  const rocScores: Record<'good' | 'bad' | 'synthetic', number[]> = { good: [], bad: [], synthetic: [] };
  for (const image of scored.images) {
    const kind = kindOf(image);
    const score = scored.score(head, image);
    if (kind in rocScores) rocScores[kind as keyof typeof rocScores].push(score);
    if (image.notFound) notFound[kind]++;
    else bins[kind][binOf(edges, score)]!++;
  }
  const { good, bad, synthetic } = rocScores;
  return { extent, edges, bins, notFound, roc: { bad: rocOf(good, bad), synthetic: rocOf(good, synthetic) } };
}

/** Rising; each of the limits takes the place of the edge nearest to it. */
function edgesOf(extent: ScoreExtent, limits: readonly number[]): number[] {
  const { scoreAt, place } = scaleOver(extent);
  const edges = Array.from({ length: binCount + 1 }, (_, i) => scoreAt(i / binCount));
  for (const limit of limits) {
    const at = Math.round(place(limit) * binCount);
    if (at > 0 && at < binCount) edges[at] = limit;
  }
  return edges;
}

/** The bin (low, high] of a score that lies between the outer edges. */
function binOf(edges: readonly number[], score: number): number {
  let [low, high] = [0, edges.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (score > edges[middle]!) low = middle;
    else high = middle;
  }
  return low;
}

function rocOf(goods: readonly number[], others: readonly number[]): LabRoc | null {
  if (goods.length === 0 || others.length === 0) return null;
  const value = auroc(goods, others);
  return {
    points: thinned(rocCurve(goods, others)),
    auroc: value,
    interval: aurocInterval(value, goods.length, others.length),
  };
}

/** Corners of the curve, of too many evenly some; first and last stay. */
function thinned(points: readonly RocPoint[]): RocPoint[] {
  const corners = points.filter((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (before === undefined || after === undefined) return true;
    const isOnLine =
      (before.overkill === point.overkill && point.overkill === after.overkill) ||
      (before.caught === point.caught && point.caught === after.caught);
    return !isOnLine;
  });
  const step = Math.max(1, (corners.length - 1) / (mostRocPoints - 1));
  const some = Array.from(
    { length: Math.min(corners.length, mostRocPoints) },
    (_, i) => corners[Math.round(i * step)]!,
  );
  return some;
}
