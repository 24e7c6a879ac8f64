import { type Blob, boxAround } from '../blob.ts';
import { drawColour } from '../paint.ts';
import type { Point } from '../placement.ts';
import { type DrawAnomaly, type Scene, drawSize, eitherSign, logBetween, shortSide } from '../scene.ts';

/** Distance of the points that a line is drawn by, in pixels. */
const stepPx = 0.5;

/** Pixels between the kinks of a jagged line, on average. */
const kinkEveryPx = 5;

/**
 * A line 1 to 3 pixels wide, curved like a scratch or jagged like a crack, dark or bright, its strength varying along it and
 * fading at the ends.
 */
export const scratch: DrawAnomaly = (target, scene) => {
  const { shape, random } = scene;
  const { channels, width, height } = shape;
  const lengthPx = drawSize(scene, Math.max(6, 0.06 * shortSide(shape)), 0.5);
  const strength = logBetween(random, 0.1, 0.7) * eitherSign(random);
  const tint = drawColour(channels, random);
  const line = strokeBlob(drawCourse(lengthPx, scene), random.between(1, 3), scene);
  for (let channel = 0; channel < channels; channel++) {
    const change = strength * (1 - 0.4 * tint[channel]!);
    for (let y = 0, index = 0; y < line.height; y++) {
      let at = (channel * height + line.top + y) * width + line.left;
      for (let x = 0; x < line.width; x++, index++, at++) {
        target[at] = target[at]! + change * line.alpha[index]!;
      }
    }
  }
};

/** Points of a line through a drawn place, bent as a whole and wavering along the way. */
function drawCourse(lengthPx: number, { random, place }: Scene): Point[] {
  const bend = (random.normal() * stepPx) / lengthPx;
  const waver = (logBetween(random, 0.1, 2) * Math.sqrt(stepPx / lengthPx)) / 2;
  const jagged = random.uniform() < 0.4;
  const middle = place.anywhere();
  let angle = random.between(0, 2 * Math.PI);
  let x = middle.x - (Math.cos(angle) * lengthPx) / 2;
  let y = middle.y - (Math.sin(angle) * lengthPx) / 2;
  return Array.from({ length: Math.ceil(lengthPx / stepPx) }, () => {
    angle += bend + waver * random.normal();
    if (jagged && random.uniform() < stepPx / kinkEveryPx) angle += random.between(-1, 1);
    x += stepPx * Math.cos(angle);
    y += stepPx * Math.sin(angle);
    return { x, y };
  });
}

/** A line along the points, drawn with a round brush. */
function strokeBlob(course: readonly Point[], widthPx: number, { shape, random }: Scene): Blob {
  const xs = course.map(({ x }) => x);
  const ys = course.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const centre = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const reach = widthPx / 2 + 1;
  const box = boxAround(centre, (right - left) / 2 + reach, (bottom - top) / 2 + reach, shape);
  const alpha = new Float32Array(box.width * box.height);
  let pressure = 1;
  for (const [index, { x, y }] of course.entries()) {
    pressure = Math.min(1, Math.max(0.4, pressure + 0.1 * random.normal()));
    const fromEnd = Math.min(index, course.length - 1 - index) / course.length;
    stamp(
      alpha,
      box,
      { x: x - box.left, y: y - box.top },
      widthPx / 2,
      pressure * Math.min(1, 0.2 + 4 * fromEnd),
    );
  }
  return { ...box, alpha, centre };
}

/** One touch of the brush: never lighter than what is there. */
function stamp(
  alpha: Float32Array,
  { width, height }: Pick<Blob, 'width' | 'height'>,
  { x, y }: Point,
  radiusPx: number,
  pressure: number,
): void {
  const reach = radiusPx + 0.5;
  for (let row = Math.max(0, Math.ceil(y - reach)); row <= Math.min(height - 1, y + reach); row++) {
    for (let column = Math.max(0, Math.ceil(x - reach)); column <= Math.min(width - 1, x + reach); column++) {
      const cover = Math.min(1, reach - Math.hypot(column - x, row - y)) * pressure;
      const index = row * width + column;
      if (cover > alpha[index]!) alpha[index] = cover;
    }
  }
}
