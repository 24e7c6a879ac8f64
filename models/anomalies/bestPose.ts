import type { ValueMap } from './gradientMagnitude.ts';
import { turned, warpedBox } from './warp.ts';

/** Turn in degrees about the middle, then shift in whole pixels. */
export interface Pose {
  readonly degrees: number;
  readonly x: number;
  readonly y: number;
}

/** The pose, of all combinations, in which a map correlates best with a reference of the same size. */
export function bestPose(
  map: ValueMap,
  reference: Float32Array,
  candidates: {
    readonly degrees: readonly number[];
    readonly x: readonly number[];
    readonly y: readonly number[];
  },
): Pose {
  const { width, height } = map;
  const shape = { channels: 1, width, height };
  const centre = { x: (width - 1) / 2, y: (height - 1) / 2 };
  let best: Pose = { degrees: 0, x: 0, y: 0 };
  let most = -Infinity;
  for (const degrees of candidates.degrees) {
    const turn = turned(centre, (degrees * Math.PI) / 180);
    const turnedMap = warpedBox(map.values, shape, { left: 0, top: 0, width, height, centre }, turn);
    for (const y of candidates.y) {
      for (const x of candidates.x) {
        const fit = correlation(turnedMap, reference, width, height, x, y);
        if (fit <= most) continue;
        most = fit;
        best = { degrees, x, y };
      }
    }
  }
  return best;
}

/** Pearson's, over the pixels where `map` shifted by (shiftX, shiftY) and the reference overlap. */
function correlation(
  map: Float32Array,
  reference: Float32Array,
  width: number,
  height: number,
  shiftX: number,
  shiftY: number,
): number {
  let [count, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
  const right = Math.min(width, width + shiftX);
  const bottom = Math.min(height, height + shiftY);
  for (let y = Math.max(0, shiftY); y < bottom; y++) {
    const shifted = (y - shiftY) * width - shiftX;
    for (let x = Math.max(0, shiftX); x < right; x++) {
      const p = map[shifted + x]!;
      const q = reference[y * width + x]!;
      count++;
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  }
  const variances = (aa - (a * a) / count) * (bb - (b * b) / count);
  return variances > 0 ? (ab - (a * b) / count) / Math.sqrt(variances) : 0;
}
