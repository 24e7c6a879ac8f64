import { profileSteps, type FastenerProfile } from './fastenerProfile.ts';
import { metalShade } from './metalShade.ts';

/** Grey (0..1) and coverage (0..1) of one point; written in place because it is asked once per pixel. */
export interface Sample {
  grey: number;
  coverage: number;
}

/** Draws one point of a part: u across, v down from the top of the head, both in pixels at 640x512. */
export type PartSampler = (u: number, v: number, sample: Sample) => void;

interface Face {
  left: number;
  right: number;
  grey: number;
}

const fullTurn = Math.PI * 2;

/**
 * A bolt standing upright. `rollDegrees` turns the hexagon about the axis (0: one face square to the camera),
 * `threadPhase` (0..1) says where the thread starts, `scale` is image pixels per pixel at 640x512: edges are
 * one image pixel soft.
 */
export function fastener(
  profile: FastenerProfile,
  rollDegrees: number,
  threadPhase: number,
  scale: number,
): PartSampler {
  const faces = hexFaces(profile.hexHalfWidth, rollDegrees);
  const widest = profile.radius.reduce((most, radius) => Math.max(most, radius), 0) + 2;
  return (u, v, sample) => {
    sample.coverage = 0;
    if (u < -widest || u > widest) return;
    const ends = clamp(Math.min(v, profile.length - v) * scale + 0.5);
    if (ends === 0) return;
    const belowHex = profile.headShape === 'hex' ? clamp((v - profile.flangeTop) * scale + 0.5) : 1;
    let halfWidth = belowHex > 0 ? revolved(profile, threadPhase, u, v, sample) : 0;
    if (belowHex < 1) {
      const revolvedGrey = sample.grey;
      halfWidth = Math.max(halfWidth, hexHead(profile, faces, scale, u, v, sample));
      sample.grey += (revolvedGrey - sample.grey) * belowHex;
    }
    sample.coverage = ends * clamp((halfWidth - Math.abs(u)) * scale + 0.5);
  };
}

/** Sets the grey of the hexagon at (u, v) and returns how far it reaches to that side. */
function hexHead(
  profile: FastenerProfile,
  faces: Face[],
  scale: number,
  u: number,
  v: number,
  sample: Sample,
): number {
  const first = faces[0]!;
  const last = faces[faces.length - 1]!;
  const face = faces.find((candidate) => u < candidate.right) ?? last;
  const outward = (u - (face.left + face.right) / 2) / (face.right - face.left);
  const brushed = 1 + 0.1 * outward - 0.12 * (v / profile.flangeTop);
  const corner = Math.min(Math.abs(u - face.left), Math.abs(u - face.right));
  const edge = corner < 1.4 ? 0.1 * (1 - corner / 1.4) : 0;
  const grey = face.grey * brushed + edge;
  // The 30 degree chamfer cuts each face in an arc: deepest at the corners.
  const cut = clamp((2 + 26 * outward * outward - v) * scale * 0.7 + 0.5);
  const top = 0.3 + 0.62 * metalShade(u / profile.hexHalfWidth);
  sample.grey = grey + (top - grey) * cut;
  const reach = u < 0 ? -first.left : last.right;
  return v < 5 ? reach - (5 - v) * 1.7 : reach;
}

/** Sets the grey of shaft, thread or round head at (u, v) and returns its radius to that side. */
function revolved(
  profile: FastenerProfile,
  threadPhase: number,
  u: number,
  v: number,
  sample: Sample,
): number {
  const i = Math.max(0, Math.min(profile.radius.length - 1, (v * profileSteps) | 0));
  const radius = profile.radius[i]!;
  const groove = profile.grooveDepth[i]!;
  const across = Math.max(-1, Math.min(1, u / radius));
  let grey = metalShade(across);
  let surface = radius;
  if (groove > 0) {
    // Right-handed helix: half a turn is seen across the width, so a crest drops by half a pitch.
    const turn = (v / profile.pitch + threadPhase) * fullTurn - Math.asin(across);
    const hollow = 0.5 - 0.5 * Math.cos(turn);
    const strength = groove / profile.deepestGroove;
    surface = radius - groove * hollow;
    const flank = 0.36 * Math.sin(turn) * (1 - 0.35 * across * across);
    grey *= 1 - strength * (0.4 * hollow * hollow - flank);
  }
  const slope = Math.max(-1.2, Math.min(1.2, profile.slope[i]!));
  sample.grey = grey * (1 + 0.3 * slope) * profile.light[i]!;
  return surface;
}

/** The faces of a hexagonal prism that are seen from the side, left to right. */
function hexFaces(halfWidth: number, rollDegrees: number): Face[] {
  const faces: Face[] = [];
  for (let k = 0; k < 6; k++) {
    const start = ((rollDegrees + 30) / 360 + k / 6) * fullTurn;
    const left = halfWidth * Math.sin(start);
    const right = halfWidth * Math.sin(start + fullTurn / 6);
    if (Math.cos(start + fullTurn / 12) <= 0.01 || right - left < 0.5) continue;
    faces.push({ left, right, grey: 0.1 + 0.85 * metalShade(Math.sin(start + fullTurn / 12) * 0.8) });
  }
  return faces.sort((a, b) => a.left - b.left);
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
