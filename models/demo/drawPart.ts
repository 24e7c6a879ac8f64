import type { DemoScene, Scratch, Stain } from './demoScene.ts';
import { fastener, type PartSampler } from './fastener.ts';
import { fastenerProfile } from './fastenerProfile.ts';
import { hexNut } from './hexNut.ts';

/** A frame being drawn, row-major, 0..1. `metal` (colour only) is how much of each pixel is metal. */
export interface DemoFrame {
  grey: Float32Array;
  metal: Float32Array | null;
  width: number;
  height: number;
}

/** Lengths in pixels at 640x512. */
const shadow = { shiftX: 13, shiftY: 9, blur: 17, depth: 0.62, reach: 40 };
/** How far from the axis anything is drawn: shadow of the head, or a stain beside the part. */
const reachAcross = { plain: 100, stained: 160 };

/** Draws shadow, part, scratch and stain of `scene` over the carrier in `frame`. */
export function drawPart(frame: DemoFrame, scene: DemoScene, scale: number): void {
  const { grey, metal, width, height } = frame;
  const turn = (scene.rotationDegrees * Math.PI) / 180;
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const centreX = width / 2 + scene.shiftX * scale;
  const centreY = height / 2 + scene.shiftY * scale;
  const halfLength = scene.length / 2;
  const sampler = partSampler(scene, scale);
  const across = scene.stain ? reachAcross.stained : reachAcross.plain;
  const reachX = (across * Math.abs(cos) + (halfLength + shadow.reach) * Math.abs(sin)) * scale;
  const reachY = (across * Math.abs(sin) + (halfLength + shadow.reach) * Math.abs(cos)) * scale;
  const fromX = Math.max(0, Math.floor(centreX - reachX));
  const toX = Math.min(width, Math.ceil(centreX + reachX));
  const fromY = Math.max(0, Math.floor(centreY - reachY));
  const toY = Math.min(height, Math.ceil(centreY + reachY));
  const sample = { grey: 0, coverage: 0 };
  for (let y = fromY; y < toY; y++) {
    for (let x = fromX; x < toX; x++) {
      const dx = (x + 0.5 - centreX) / scale;
      const dy = (y + 0.5 - centreY) / scale;
      const u = cos * dx + sin * dy;
      const v = cos * dy - sin * dx;
      const at = y * width + x;
      let value = grey[at]!;
      if (sampler) {
        sampler(u, v + halfLength, sample);
        if (sample.coverage < 1) {
          const underX = cos * (dx - shadow.shiftX) + sin * (dy - shadow.shiftY);
          const underY = cos * (dy - shadow.shiftY) - sin * (dx - shadow.shiftX);
          value *= 1 - shadow.depth * shade(scene, underX, underY);
        }
        if (sample.coverage > 0) {
          const part = scene.scratch ? sample.grey + scratchAt(scene.scratch, u, v, scale) : sample.grey;
          value += (part - value) * sample.coverage;
          if (metal) metal[at] = sample.coverage;
        }
      }
      if (scene.stain) value *= 1 - stainAt(scene.stain, u, v);
      grey[at] = value;
    }
  }
}

function partSampler(scene: DemoScene, scale: number): PartSampler | null {
  if (scene.part === null) return null;
  if (scene.part === 'nut') return hexNut(scale);
  return fastener(fastenerProfile(scene.part), scene.rollDegrees, scene.threadPhase, scale);
}

/** Soft shadow 0..1 at (u, v) from the middle of the part: the part as two boxes, blurred. */
function shade(scene: DemoScene, u: number, v: number): number {
  const half = scene.length / 2;
  if (scene.part === 'nut') return blurred(Math.hypot(u, v) - half * 0.92);
  const headEnd = -half + 50;
  const head = boxDistance(u, v - (-half + headEnd) / 2, 54, (headEnd + half) / 2);
  const shaft = boxDistance(u, v, 20, half - 8);
  return blurred(Math.min(head, shaft));
}

function boxDistance(u: number, v: number, halfWidth: number, halfHeight: number): number {
  const x = Math.abs(u) - halfWidth;
  const y = Math.abs(v) - halfHeight;
  if (x <= 0 || y <= 0) return Math.max(x, y);
  return Math.sqrt(x * x + y * y);
}

function blurred(distance: number): number {
  const t = Math.max(0, Math.min(1, 0.5 - distance / (2 * shadow.blur)));
  return t * t * (3 - 2 * t);
}

/** Grey the scratch adds at (u, v): fading at both ends, edges one pixel soft. */
function scratchAt(scratch: Scratch, u: number, v: number, scale: number): number {
  const alongV = Math.cos(scratch.angle);
  const alongU = Math.sin(scratch.angle);
  const along = (u - scratch.u) * alongU + (v - scratch.v) * alongV;
  const ends = scratch.length / 2 - Math.abs(along);
  if (ends <= 0) return 0;
  const bend = 3 * (along / scratch.length) ** 2 * 4;
  const away = Math.abs((u - scratch.u) * alongV - (v - scratch.v) * alongU - bend);
  const inside = (scratch.width / 2 - away) * scale + 0.5;
  return scratch.contrast * Math.max(0, Math.min(1, inside)) * Math.min(1, ends / 6);
}

/** Share of the light the stain takes at (u, v), 0..darkness: an uneven blot with a darker rim. */
function stainAt(stain: Stain, u: number, v: number): number {
  const du = u - stain.u;
  const dv = v - stain.v;
  const distance = Math.sqrt(du * du + dv * dv);
  if (distance > stain.radius * 1.6) return 0;
  const angle = Math.atan2(dv, du);
  const [first, second, third] = stain.lobes;
  const rim =
    stain.radius *
    (1 +
      0.16 * Math.sin(2 * angle + first) +
      0.1 * Math.sin(3 * angle + second) +
      0.06 * Math.sin(7 * angle + third));
  const within = Math.max(0, Math.min(1, (rim - distance) / 4 + 0.5));
  return stain.darkness * within * (0.82 + 0.18 * Math.min(1, distance / rim) ** 4);
}
