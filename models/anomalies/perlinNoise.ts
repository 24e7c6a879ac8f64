import type { Random } from '../random.ts';

/**
 * Gradient noise (Perlin 1985), smooth, about -0.7 .. 0.7.
 * @param cellPx distance of the lattice's points, in pixels
 * @returns [height * width]
 */
export function perlinNoise(width: number, height: number, cellPx: number, random: Random): Float32Array {
  const columns = Math.ceil(width / cellPx) + 2;
  const rows = Math.ceil(height / cellPx) + 2;
  const slopes = new Float32Array(2 * columns * rows);
  for (let i = 0; i < slopes.length; i += 2) {
    const angle = random.between(0, 2 * Math.PI);
    slopes[i] = Math.cos(angle);
    slopes[i + 1] = Math.sin(angle);
  }
  const phaseX = random.uniform();
  const phaseY = random.uniform();
  const result = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const v = y / cellPx + phaseY;
    const row = Math.floor(v);
    const down = v - row;
    const fadeDown = fade(down);
    for (let x = 0; x < width; x++) {
      const u = x / cellPx + phaseX;
      const column = Math.floor(u);
      const across = u - column;
      const upper = 2 * (row * columns + column);
      const lower = upper + 2 * columns;
      const fadeAcross = fade(across);
      const above = mix(
        slopes[upper]! * across + slopes[upper + 1]! * down,
        slopes[upper + 2]! * (across - 1) + slopes[upper + 3]! * down,
        fadeAcross,
      );
      const below = mix(
        slopes[lower]! * across + slopes[lower + 1]! * (down - 1),
        slopes[lower + 2]! * (across - 1) + slopes[lower + 3]! * (down - 1),
        fadeAcross,
      );
      result[y * width + x] = mix(above, below, fadeDown);
    }
  }
  return result;
}

const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);
const mix = (a: number, b: number, share: number): number => a + (b - a) * share;
