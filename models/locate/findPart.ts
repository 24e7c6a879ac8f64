import { type UnitTemplate, correlation, unitTemplate } from './correlation.ts';
import { type GreyImage, halved, turnedCrop } from './greyImage.ts';

/** Template and its halvings, finest first. */
export type TemplatePyramid = readonly UnitTemplate[];

export interface SearchRange {
  /** How far the part may have moved to each side, whole template pixels. */
  readonly margin: number;
  /** How far it may have turned to each side, 0 to 45. */
  readonly rotationDegrees: number;
}

/** Where a part lies relative to its template. */
export interface Found {
  /** To the right and down, template pixels. */
  readonly dx: number;
  readonly dy: number;
  /** Clockwise. */
  readonly angleDegrees: number;
  /** Zero-normalised cross-correlation there, -1..1. */
  readonly match: number;
}

/** The coarsest search compares about this many pixels, and no side gets shorter than `coarsestSide`. */
const coarsestPixels = 48 * 48;
const coarsestSide = 12;

export function templatePyramid(template: GreyImage): TemplatePyramid {
  const levels = [template];
  for (;;) {
    const last = levels.at(-1)!;
    const isCoarse = last.width * last.height <= coarsestPixels;
    if (isCoarse || Math.min(last.width, last.height) < 2 * coarsestSide) break;
    levels.push(halved(last));
  }
  return levels.map(unitTemplate);
}

/**
 * Finds the template in a window that is `margin` pixels larger on every side (both, and the template's sides, multiples
 * of four, so that all scales have one middle): everywhere at the coarsest scale, then about
 * the best place at every finer one, to a fraction of a pixel at the finest.
 * Translation is compared by zero-normalised cross-correlation (Lewis 1995), a rotation by turning the window back.
 */
export function findPart(window: GreyImage, pyramid: TemplatePyramid, range: SearchRange): Found {
  const [finest] = pyramid;
  const { margin: most } = range;
  if (!finest || window.width !== finest.width + 2 * most || window.height !== finest.height + 2 * most) {
    throw new RangeError(
      `findPart: a template of ${finest?.width}x${finest?.height} and a margin of ${most} need a window ` +
        `that much larger on every side, got ${window.width}x${window.height}.`,
    );
  }
  const windows: GreyImage[] = [window];
  while (windows.length < pyramid.length) windows.push(halved(windows.at(-1)!));
  let best: Found = { dx: 0, dy: 0, angleDegrees: 0, match: -Infinity };
  for (let level = pyramid.length - 1; level >= 0; level--) {
    const template = pyramid[level]!;
    const step = angleStep(template);
    const isCoarsest = level === pyramid.length - 1;
    const margin = range.margin / 2 ** level;
    const tries = {
      angles: isCoarsest
        ? anglesWithin(range.rotationDegrees, step)
        : range.rotationDegrees > 0
          ? [-step, 0, step].map((turn) => clamped(best.angleDegrees + turn, range.rotationDegrees))
          : [0],
      dx: isCoarsest ? 0 : 2 * best.dx,
      dy: isCoarsest ? 0 : 2 * best.dy,
      // What the coarser scale found is right to a fraction of its pixels.
      reach: isCoarsest ? Math.ceil(margin) : level > 0 ? 2 : 1,
      margin,
    };
    best = bestOf(windows[level]!, template, tries);
  }
  return best;
}

interface Tries {
  readonly angles: readonly number[];
  /** Where to look, and how many pixels about it. */
  readonly dx: number;
  readonly dy: number;
  readonly reach: number;
  readonly margin: number;
}

function bestOf(window: GreyImage, template: UnitTemplate, tries: Tries): Found {
  const { width, height } = template;
  const { reach, margin } = tries;
  // Only what can lie under the template is turned back, about the place looked at, and one pixel more for the peak.
  const under = (angleDegrees: number): GreyImage =>
    turnedCrop(window, {
      centreX: (window.width - 1) / 2 + tries.dx,
      centreY: (window.height - 1) / 2 + tries.dy,
      width: width + 2 * reach + 2,
      height: height + 2 * reach + 2,
      angleDegrees,
    });
  let best = { x: 0, y: 0, angleDegrees: 0, match: -Infinity };
  for (const angleDegrees of new Set(tries.angles)) {
    const turned = under(angleDegrees);
    for (let y = -reach; y <= reach; y++) {
      for (let x = -reach; x <= reach; x++) {
        const match = correlation(turned, template, x + reach + 1, y + reach + 1);
        if (match > best.match) best = { x, y, angleDegrees, match };
      }
    }
  }
  const { angleDegrees, match } = best;
  const turned = under(angleDegrees);
  const beside = (x: number, y: number): number =>
    correlation(turned, template, best.x + x + reach + 1, best.y + y + reach + 1);
  const right = best.x + peak(beside(-1, 0), match, beside(1, 0));
  const down = best.y + peak(beside(0, -1), match, beside(0, 1));
  const radians = (angleDegrees * Math.PI) / 180;
  return {
    dx: clamped(tries.dx + Math.cos(radians) * right - Math.sin(radians) * down, margin),
    dy: clamped(tries.dy + Math.sin(radians) * right + Math.cos(radians) * down, margin),
    angleDegrees,
    match,
  };
}

/** Where the parabola through three neighbouring values has its maximum, -0.5..0.5 from the middle one. */
function peak(before: number, middle: number, after: number): number {
  const curvature = before - 2 * middle + after;
  return curvature < 0 ? clamped((before - after) / (2 * curvature), 0.5) : 0;
}

/** A turn by this moves the corners by about a pixel. */
function angleStep({ width, height }: GreyImage): number {
  return (2 / Math.hypot(width, height)) * (180 / Math.PI);
}

function anglesWithin(most: number, step: number): number[] {
  const count = Math.ceil(most / step);
  return Array.from({ length: 2 * count + 1 }, (_, i) => clamped((i - count) * step, most));
}

function clamped(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}
