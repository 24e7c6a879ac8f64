import { goodVariation } from './demoKinds.ts';
import type { DemoFrame } from './drawPart.ts';
import { seededRandom, type SeededRandom } from './seededRandom.ts';

/** Colour of carrier and metal as red, green, blue factors on the grey. */
const tint = { carrier: [0.9, 1.0, 1.1], metal: [1.03, 1.0, 0.95] } as const;

/** Loss of light in the corners of the lens, share of the middle. */
const vignette = 0.13;

/** Standard normal draws, made once; each image row starts at a place of its own in it. */
const noise = normalDraws(1 << 16);
const noiseMask = noise.length - 1;

/**
 * Turns light into samples: brightness factor, vignette, sensor noise (each sample its own), clipping at full
 * scale. Interleaved; three channels when `frame.metal` is there.
 */
export function exposeFrame(
  frame: DemoFrame & { brightness: number },
  bits: 8 | 16,
  random: SeededRandom,
): Uint8Array | Uint16Array {
  const { grey, metal, width, height, brightness } = frame;
  const channels = metal ? 3 : 1;
  const full = bits === 16 ? 65535 : 255;
  const length = width * height * channels;
  const pixels = bits === 16 ? new Uint16Array(length) : new Uint8Array(length);
  const { floor, perSignal } = goodVariation.noise;
  const across = new Float32Array(width);
  for (let x = 0; x < width; x++) across[x] = 1 - (vignette / 2) * ((x * 2) / width - 1) ** 2;
  for (let y = 0; y < height; y++) {
    const light = brightness * (1 - (vignette / 2) * ((y * 2) / height - 1) ** 2);
    let draw = (random.next() * noise.length) | 0;
    let at = y * width * channels;
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const value = grey[i]! * light * across[x]!;
      for (let channel = 0; channel < channels; channel++) {
        const signal = metal ? value * tintOf(channel, metal[i]!) : value;
        draw = (draw + 1) & noiseMask;
        const sample = (signal + noise[draw]! * (floor + perSignal * signal)) * full + 0.5;
        pixels[at++] = sample <= 0 ? 0 : sample >= full ? full : sample;
      }
    }
  }
  return pixels;
}

function tintOf(channel: number, metal: number): number {
  const carrier = tint.carrier[channel]!;
  return carrier + (tint.metal[channel]! - carrier) * metal;
}

/** Box-Muller transform of uniform draws. */
function normalDraws(length: number): Float32Array {
  const random = seededRandom(1, 0);
  const draws = new Float32Array(length);
  for (let i = 0; i < length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    draws[i] = radius * Math.cos(angle);
    draws[i + 1] = radius * Math.sin(angle);
  }
  return draws;
}
