import type { ImageShape } from '../networks/augment.ts';
import type { Random } from '../random.ts';
import type { Point } from './placement.ts';

/** A shape with soft edges, cut off at the image's border. */
export interface Blob {
  /** Pixel of the image that `alpha` begins at. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** 0 outside to 1 inside, [height * width], row-major. */
  readonly alpha: Float32Array;
  readonly centre: Point;
}

export interface BlobOptions {
  /** Of a circle with about the blob's area, in pixels. */
  readonly radiusPx: number;
  /** Share of the radius over which the edge fades, 0..1; at least a pixel. */
  readonly softness: number;
  /** Longest to shortest extent, drawn up to this; 1 is round. */
  readonly elongation?: number;
}

const outlineSteps = 64;
const harmonics = [2, 3, 4, 5];

/** A closed outline around a centre: an ellipse, turned, with low harmonics on its radius. */
export function drawBlob(
  centre: Point,
  { radiusPx, softness, elongation = 2.5 }: BlobOptions,
  shape: ImageShape,
  random: Random,
): Blob {
  const outline = drawOutline(random);
  const stretch = Math.sqrt(elongation ** random.uniform());
  const angle = random.between(0, Math.PI);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const fade = Math.max(softness, 1 / radiusPx);
  const reach = Math.ceil(radiusPx * stretch * 1.5 + 1);
  const box = boxAround(centre, reach, reach, shape);
  const alpha = new Float32Array(box.width * box.height);
  let index = 0;
  for (let y = 0; y < box.height; y++) {
    const dy = box.top + y - centre.y;
    for (let x = 0; x < box.width; x++, index++) {
      const dx = box.left + x - centre.x;
      const along = (cos * dx + sin * dy) / stretch;
      const across = (cos * dy - sin * dx) * stretch;
      const turn = ((Math.atan2(across, along) / (2 * Math.PI) + 1) % 1) * outlineSteps;
      const from = Math.floor(turn);
      const near = outline[from]!;
      const radius = near + (outline[from + 1]! - near) * (turn - from);
      const inside = (radius - Math.hypot(along, across) / radiusPx) / fade + 0.5;
      alpha[index] = smoothStep(inside);
    }
  }
  return { ...box, alpha, centre };
}

/** Radius by angle in units of the mean one, 65 entries, the last the first again. */
function drawOutline(random: Random): Float32Array {
  const waves = harmonics.map((order) => ({
    order,
    height: random.between(0, 0.45 / order),
    phase: random.between(0, 2 * Math.PI),
  }));
  return Float32Array.from({ length: outlineSteps + 1 }, (_, step) => {
    const angle = (step / outlineSteps) * 2 * Math.PI;
    return waves.reduce((sum, { order, height, phase }) => sum + height * Math.cos(order * angle + phase), 1);
  });
}

/** The part of a box around a point that lies on the image; at least one pixel. */
export function boxAround(
  { x, y }: Point,
  reachX: number,
  reachY: number,
  { width, height }: ImageShape,
): Pick<Blob, 'left' | 'top' | 'width' | 'height'> {
  const left = Math.min(width - 1, Math.max(0, Math.floor(x - reachX)));
  const top = Math.min(height - 1, Math.max(0, Math.floor(y - reachY)));
  return {
    left,
    top,
    width: Math.max(1, Math.min(width, Math.ceil(x + reachX) + 1) - left),
    height: Math.max(1, Math.min(height, Math.ceil(y + reachY) + 1) - top),
  };
}

/** 0 up to 0, 1 from 1 on, smooth between. */
export function smoothStep(value: number): number {
  const t = value < 0 ? 0 : value > 1 ? 1 : value;
  return t * t * (3 - 2 * t);
}

/** Blends colours over `target` where the blob is: `colours` [channels * blob height * blob width] on its box. */
export function blendBlob(
  target: Float32Array,
  { channels, width, height }: ImageShape,
  blob: Blob,
  colours: Float32Array,
  opacity = 1,
): void {
  const area = blob.width * blob.height;
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < blob.height; y++) {
      let at = (channel * height + blob.top + y) * width + blob.left;
      let index = y * blob.width;
      for (let x = 0; x < blob.width; x++, at++, index++) {
        const alpha = blob.alpha[index]! * opacity;
        if (alpha > 0) target[at] = target[at]! + (colours[channel * area + index]! - target[at]!) * alpha;
      }
    }
  }
}
