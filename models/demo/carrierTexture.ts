import type { SeededRandom } from './seededRandom.ts';

/** Cell size in pixels at 640x512, stretch along x, and share of the contrast of one octave of the carrier. */
const octaves = [
  { cell: 120, stretch: 1.2, contrast: 0.05 },
  { cell: 42, stretch: 1.5, contrast: 0.045 },
  { cell: 15, stretch: 1.8, contrast: 0.05 },
  { cell: 6, stretch: 1.6, contrast: 0.045 },
  { cell: 2.6, stretch: 1.4, contrast: 0.05 },
] as const;

/**
 * Fills `frame` (row-major, width * height, 0..1) with the grey of a moulded carrier: value noise in five
 * octaves whose grain, direction and contrast differ from image to image. `scale` is pixels per pixel at 640x512.
 */
export function drawCarrierTexture(
  frame: Float32Array,
  width: number,
  height: number,
  scale: number,
  random: SeededRandom,
): void {
  frame.fill(random.between(0.33, 0.39));
  const lean = random.between(-0.7, 0.7);
  const strength = random.between(0.75, 1.25);
  for (const octave of octaves) {
    const cellX = Math.max(1, Math.round(octave.cell * octave.stretch * scale * random.between(0.8, 1.25)));
    const cellY = Math.max(1, Math.round(octave.cell * scale * random.between(0.8, 1.25)));
    addOctave(frame, width, height, cellX, cellY, lean, octave.contrast * strength, random);
  }
}

/**
 * Adds one octave of value noise, amplitude +-contrast. `lean` shears it by that many pixels a row. The
 * lattice is read row by row so that the cost per pixel is one multiply and one add.
 */
function addOctave(
  frame: Float32Array,
  width: number,
  height: number,
  cellX: number,
  cellY: number,
  lean: number,
  contrast: number,
  random: SeededRandom,
): void {
  const shearPixels = Math.ceil(Math.abs(lean) * height);
  const columns = Math.ceil((width + shearPixels) / cellX) + 3;
  const rows = Math.ceil(height / cellY) + 3;
  const lattice = new Float32Array(columns * rows);
  for (let i = 0; i < lattice.length; i++) lattice[i] = (random.next() * 2 - 1) * contrast;
  const phaseX = Math.floor(random.next() * cellX);
  const phaseY = Math.floor(random.next() * cellY);
  const fade = new Float32Array(cellX);
  for (let i = 0; i < cellX; i++) fade[i] = smooth(i / cellX);
  const line = new Float32Array(columns);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y + phaseY) / cellY);
    const down = smooth(((y + phaseY) % cellY) / cellY);
    for (let c = 0; c < columns; c++) {
      const above = lattice[row * columns + c]!;
      line[c] = above + (lattice[(row + 1) * columns + c]! - above) * down;
    }
    const shift = phaseX + Math.round(lean > 0 ? lean * y : lean * y + shearPixels);
    let column = Math.floor(shift / cellX);
    let within = shift % cellX;
    let at = y * width;
    for (let x = 0; x < width; column++, within = 0) {
      const left = line[column]!;
      const step = line[column + 1]! - left;
      const end = Math.min(width, x + cellX - within);
      for (; x < end; x++, within++, at++) frame[at] = frame[at]! + left + step * fade[within]!;
    }
  }
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}
