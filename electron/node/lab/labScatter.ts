import type { HeadName } from '../../../models/manifest.ts';
import { labTruths, type LabScatter, type LabTruth } from '../../common/lab.ts';
import { scaleOver, type ScoreExtent } from '../../common/scoreScale.ts';
import { extentOf } from './labHistogram.ts';
import type { KnownImage, ScoredImages } from './scoredImages.ts';

/** More of one truth become a grid: a screen shows no more dots, and tells them apart no more. */
const mostPoints = 1500;
const [columns, rows] = [96, 64];

export interface Axes {
  readonly x: { readonly head: HeadName; readonly limit: number };
  readonly y: { readonly head: HeadName; readonly limit: number };
}

export function labScatter(scored: ScoredImages, axes: Axes): LabScatter {
  const [x, y] = [axes.x, axes.y].map(({ head, limit }) => extentOf(scored, head, limit)) as [
    ScoreExtent,
    ScoreExtent,
  ];
  const points = emptyOfTruths<readonly (readonly [number, number, number])[]>(() => []);
  const cells = emptyOfTruths<readonly (readonly [number, number, number])[]>(() => []);
  for (const truth of labTruths) {
    const images = scored.images.filter((image) => image.truth === truth);
    const scores = images.map(
      (image) => [image.number, scored.score(axes.x.head, image), scored.score(axes.y.head, image)] as const,
    );
    if (images.length <= mostPoints) points[truth] = scores;
    else cells[truth] = gridOf(scores, x, y);
  }
  return { x, y, points, columns, rows, cells };
}

/** Those inside a polygon of places on the two scales, as `labScatter` lays them out. */
export function imagesInside(
  scored: ScoredImages,
  axes: Axes,
  polygon: readonly (readonly [number, number])[],
): KnownImage[] {
  const [x, y] = [axes.x, axes.y].map(({ head, limit }) => scaleOver(extentOf(scored, head, limit)));
  return scored.images
    .filter((image) =>
      isInside(
        polygon,
        x!.place(scored.score(axes.x.head, image)),
        y!.place(scored.score(axes.y.head, image)),
      ),
    )
    .sort((a, b) => scored.score(axes.y.head, b) - scored.score(axes.y.head, a));
}

function gridOf(
  scores: readonly (readonly [number, number, number])[],
  x: ScoreExtent,
  y: ScoreExtent,
): [number, number, number][] {
  const [xScale, yScale] = [scaleOver(x), scaleOver(y)];
  const counts = new Map<number, number>();
  for (const [, xScore, yScore] of scores) {
    const column = Math.min(columns - 1, Math.floor(xScale.place(xScore) * columns));
    const row = Math.min(rows - 1, Math.floor(yScale.place(yScore) * rows));
    counts.set(row * columns + column, (counts.get(row * columns + column) ?? 0) + 1);
  }
  return [...counts].map(([cell, images]) => [cell % columns, Math.floor(cell / columns), images]);
}

/** Even-odd rule: a ray to the right crosses the outline an odd number of times. */
function isInside(polygon: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [polygon[i]!, polygon[j]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

export function emptyOfTruths<Value>(of: () => Value): Record<LabTruth, Value> {
  return Object.fromEntries(labTruths.map((truth) => [truth, of()])) as Record<LabTruth, Value>;
}
