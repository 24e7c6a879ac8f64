import type { Random } from '../random.ts';
import type { Blob } from './blob.ts';
import { perlinNoise } from './perlinNoise.ts';
import { type Scene, eitherSign, logBetween } from './scene.ts';

/** Colours for the box of a blob: [channels * blob height * blob width]. */
export type Paint = (scene: Scene, blob: Blob) => Float32Array;

/** A value for each channel, 0..1; of a colour image every other one is grey. */
export function drawColour(channels: number, random: Random): Float32Array {
  const colour = Float32Array.from({ length: channels }, () => random.uniform());
  return random.uniform() < 0.5 ? colour.fill(colour[0]!) : colour;
}

export const paintColour: Paint = ({ shape, random }, { width, height }) => {
  const area = width * height;
  const colours = new Float32Array(shape.channels * area);
  drawColour(shape.channels, random).forEach((value, channel) =>
    colours.fill(value, channel * area, (channel + 1) * area),
  );
  return colours;
};

/** Two colours mixed by gradient noise. */
export const paintTexture: Paint = ({ shape, random }, { width, height }) => {
  const area = width * height;
  const colours = new Float32Array(shape.channels * area);
  const noise = perlinNoise(width, height, logBetween(random, 2, Math.max(3, width / 2)), random);
  const one = drawColour(shape.channels, random);
  const two = drawColour(shape.channels, random);
  for (let channel = 0; channel < shape.channels; channel++) {
    for (let i = 0; i < area; i++) {
      const share = Math.min(1, Math.max(0, 0.5 + noise[i]!));
      colours[channel * area + i] = one[channel]! + (two[channel]! - one[channel]!) * share;
    }
  }
  return colours;
};

/** How much brighter or darker shuffled texture is: in its own brightness it would be as good as what it covers. */
const shuffledGain = { least: 0.1, most: 0.4 } as const;

/** Square pieces taken from anywhere in the source image, each mirrored or not, all brighter or all darker. */
export const paintShuffled: Paint = ({ source, shape, random }, { width, height }) => {
  const { channels } = shape;
  const area = width * height;
  const colours = new Float32Array(channels * area);
  const gain = 1 + eitherSign(random) * random.between(shuffledGain.least, shuffledGain.most);
  const piecePx = Math.max(2, Math.round(Math.max(width, height) / random.between(1.5, 5)));
  for (let top = 0; top < height; top += piecePx) {
    for (let left = 0; left < width; left += piecePx) {
      const pieceWidth = Math.min(piecePx, width - left);
      const pieceHeight = Math.min(piecePx, height - top);
      const fromX = random.below(shape.width - pieceWidth + 1);
      const fromY = random.below(shape.height - pieceHeight + 1);
      const mirror = random.uniform() < 0.5;
      for (let channel = 0; channel < channels; channel++) {
        for (let y = 0; y < pieceHeight; y++) {
          const from = (channel * shape.height + fromY + y) * shape.width + fromX;
          const to = channel * area + (top + y) * width + left;
          for (let x = 0; x < pieceWidth; x++) {
            colours[to + x] = source[from + (mirror ? pieceWidth - 1 - x : x)]! * gain;
          }
        }
      }
    }
  }
  return colours;
};
