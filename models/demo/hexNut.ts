import type { PartSampler } from './fastener.ts';
import { metalShade } from './metalShade.ts';

/** Lengths in pixels at 640x512. */
const nut = { acrossFlats: 112, holeRadius: 30, threadWidth: 5, chamferRadius: 54 };

/** Height and half width of the box the nut lies in, for bounds and shadow. */
export const nutHeight = (nut.acrossFlats / Math.sqrt(3)) * 2;

/** A hexagon nut lying on the carrier, seen from above; u and v as for `fastener`, v = 0 at its upper corner. */
export function hexNut(scale: number): PartSampler {
  const half = nut.acrossFlats / 2;
  return (u, v, sample) => {
    const x = Math.abs(u);
    const y = Math.abs(v - nutHeight / 2);
    const outside = Math.max(x, x * 0.5 + y * (Math.sqrt(3) / 2)) - half;
    const fromCentre = Math.hypot(x, y);
    const hole = nut.holeRadius - fromCentre;
    sample.coverage = clamp(0.5 - outside * scale);
    const sweep = metalShade((0.5 * u - 0.8 * (v - nutHeight / 2)) / 90);
    let grey = 0.28 + 0.42 * sweep;
    if (fromCentre > nut.chamferRadius) grey *= 0.84 - 0.16 * (u / half) - 0.1 * Math.sign(v - nutHeight / 2);
    if (hole > 0) {
      const ring = 0.5 + 0.5 * Math.cos((hole / nut.threadWidth) * Math.PI * 2);
      const inHole = hole < nut.threadWidth * 2 ? 0.18 + 0.25 * ring * (1 - u / 60) : 0.1;
      grey += (inHole - grey) * clamp(hole * scale);
    }
    sample.grey = grey;
  };
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
