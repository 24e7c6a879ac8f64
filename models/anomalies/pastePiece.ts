import { type Blob, blendBlob, boxAround } from './blob.ts';
import { drawColour } from './paint.ts';
import type { Point } from './placement.ts';
import type { Scene } from './scene.ts';
import { turned, warpedBox } from './warp.ts';

export interface Piece {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Of the piece where it lies, in radians. */
  readonly angle: number;
}

/** How far brightness and, in colour images, each channel may be off in the piece. */
const jitter = { gain: 0.25, colour: 0.12 } as const;

/** Pastes a rectangle of the scene's source at another place than it was cut from, with a jittered colour. */
export function pastePiece(target: Float32Array, scene: Scene, { widthPx, heightPx, angle }: Piece): void {
  const { source, shape, random } = scene;
  const centre = scene.place.anywhere();
  const box = turnedBox(centre, { widthPx, heightPx, angle }, scene);
  const colours = warpedBox(
    source,
    shape,
    box,
    turned(elsewhere(centre, Math.max(widthPx, heightPx), scene), angle),
  );
  const area = box.width * box.height;
  const gain = 1 + jitter.gain * random.between(-1, 1);
  const tint = drawColour(shape.channels, random);
  for (let channel = 0; channel < shape.channels; channel++) {
    const offset = jitter.colour * (2 * tint[channel]! - 1);
    for (let i = channel * area; i < (channel + 1) * area; i++) colours[i] = colours[i]! * gain + offset;
  }
  blendBlob(target, shape, box, colours);
}

/** A turned rectangle with edges one pixel soft. */
function turnedBox(centre: Point, { widthPx, heightPx, angle }: Piece, { shape }: Scene): Blob {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const reachX = (Math.abs(cos) * widthPx + Math.abs(sin) * heightPx) / 2;
  const reachY = (Math.abs(sin) * widthPx + Math.abs(cos) * heightPx) / 2;
  const box = boxAround(centre, reachX + 1, reachY + 1, shape);
  const alpha = new Float32Array(box.width * box.height);
  for (let y = 0, index = 0; y < box.height; y++) {
    const dy = box.top + y - centre.y;
    for (let x = 0; x < box.width; x++, index++) {
      const dx = box.left + x - centre.x;
      const fromLeft = widthPx / 2 - Math.abs(cos * dx + sin * dy) + 0.5;
      const fromTop = heightPx / 2 - Math.abs(cos * dy - sin * dx) + 0.5;
      alpha[index] = Math.min(1, Math.max(0, fromLeft)) * Math.min(1, Math.max(0, fromTop));
    }
  }
  return { ...box, alpha, centre };
}

/** Another place, rather on the part, at least half a piece away where a few draws find one. */
function elsewhere(from: Point, sizePx: number, scene: Scene): Point {
  let to = scene.place.onDetail();
  for (let draw = 0; draw < 4 && Math.hypot(to.x - from.x, to.y - from.y) < sizePx / 2; draw++) {
    to = scene.place.onDetail();
  }
  return to;
}
