import { anomalyMagnitude, type WrongPart } from './demoKinds.ts';

/** Lengths in pixels at 640x512; heights are measured along the axis from the top of the head (0) downwards. */
const head = { height: 44, halfWidth: 54, flangeHeight: 9, flangeHalfWidth: 63 };
const shank = { radius: 26, plainLength: 34 };
const thread = { pitch: 15, depth: 4.5, runOut: 10 };
const tip = { height: 30, radius: 7 };
const partLength = 318;

/** Profile samples per pixel at 640x512. */
export const profileSteps = 8;

export type HeadShape = 'hex' | 'pan' | 'countersunk';

/** A part of revolution, sampled along its axis every 1 / profileSteps pixels. */
export interface FastenerProfile {
  length: number;
  headShape: HeadShape;
  headHeight: number;
  hexHalfWidth: number;
  flangeTop: number;
  pitch: number;
  /** Depth of the full thread. */
  deepestGroove: number;
  /** Largest radius at that height, without the thread's groove. */
  radius: Float32Array;
  /** Depth of the thread's groove, 0 where there is none. */
  grooveDepth: Float32Array;
  /** Change of radius per pixel downwards: above 0 the surface faces up. */
  slope: Float32Array;
  /** Share of the light that reaches that height below the head, 0..1. */
  light: Float32Array;
}

/** Profile of the good part, or of one of the wrong ones (`nut` has none: it is drawn from above). */
export function fastenerProfile(part: 'good' | Exclude<WrongPart, 'nut'>): FastenerProfile {
  const { shorterBy, longerBy } = anomalyMagnitude.wrongPart;
  const length = partLength * (part === 'short' ? 1 - shorterBy : part === 'long' ? 1 + longerBy : 1);
  const headShape = part === 'panHead' ? 'pan' : part === 'countersunk' ? 'countersunk' : 'hex';
  const flangeTop = head.height;
  const headHeight = headShape === 'hex' ? head.height + head.flangeHeight : head.height;
  const samples = Math.ceil(length * profileSteps) + 2;
  const profile: FastenerProfile = {
    length,
    headShape,
    headHeight,
    hexHalfWidth: head.halfWidth,
    flangeTop,
    pitch: thread.pitch,
    deepestGroove: thread.depth,
    radius: new Float32Array(samples),
    grooveDepth: new Float32Array(samples),
    slope: new Float32Array(samples),
    light: new Float32Array(samples),
  };
  const threadTop = headHeight + shank.plainLength;
  for (let i = 0; i < samples; i++) {
    const v = i / profileSteps;
    profile.radius[i] = v < headHeight ? headRadius(headShape, v) : shaftRadius(v, length);
    const runIn = Math.min(1, Math.max(0, (v - threadTop) / thread.runOut));
    profile.grooveDepth[i] =
      thread.depth * runIn * Math.min(1, Math.max(0, (length - v) / tip.height + 0.35));
    profile.light[i] = v < headHeight ? 1 : 1 - 0.55 * Math.exp((headHeight - v) / 11);
  }
  for (let i = 1; i < samples; i++) {
    const slope = (profile.radius[i]! - profile.radius[i - 1]!) * profileSteps;
    profile.slope[i] = Math.max(-3, Math.min(3, slope));
  }
  return profile;
}

function headRadius(shape: HeadShape, v: number): number {
  if (shape === 'countersunk') return head.halfWidth + 6 - (v < 5 ? 0 : ((v - 5) / (head.height - 5)) * 34);
  if (shape === 'pan') {
    const dome = Math.min(1, v / (head.height * 0.8));
    return (head.halfWidth + 2) * (0.35 + 0.65 * Math.sqrt(1 - (1 - dome) * (1 - dome)));
  }
  if (v < head.height) return head.halfWidth;
  const across = ((v - head.height) / head.flangeHeight) * 2 - 1;
  return head.flangeHalfWidth - 3 + 3 * Math.sqrt(Math.max(0, 1 - across * across));
}

function shaftRadius(v: number, length: number): number {
  const intoTip = Math.max(0, v - (length - tip.height)) / tip.height;
  return shank.radius - (shank.radius - tip.radius) * Math.min(1, intoTip) ** 1.3;
}
