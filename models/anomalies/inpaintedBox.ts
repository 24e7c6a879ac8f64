import type { ImageShape } from '../networks/augment.ts';
import type { Blob } from './blob.ts';

/** Over-relaxation and rounds: near enough to the solution to show no trace of what was there. */
const relaxation = 1.7;
const rounds = 40;

/**
 * The box of a blob with the blob's inside filled by diffusion from its rim: Laplace's equation, solved by successive
 * over-relaxation from the rim's mean. Where the image ends nothing flows.
 * @returns [channels * blob height * blob width]
 */
export function inpaintedBox(
  image: Float32Array,
  { channels, width, height }: ImageShape,
  { left, top, width: boxWidth, height: boxHeight, alpha }: Blob,
): Float32Array {
  const area = boxWidth * boxHeight;
  const result = new Float32Array(channels * area);
  for (let channel = 0; channel < channels; channel++) {
    const plane = result.subarray(channel * area, (channel + 1) * area);
    for (let y = 0; y < boxHeight; y++) {
      const from = (channel * height + top + y) * width + left;
      plane.set(image.subarray(from, from + boxWidth), y * boxWidth);
    }
    fillWithRim(plane, boxWidth, alpha);
    for (let round = 0; round < rounds; round++) relax(plane, boxWidth, boxHeight, alpha);
  }
  return result;
}

/** Sets the blob's inside to the mean of the pixels beside it. */
function fillWithRim(plane: Float32Array, width: number, alpha: Float32Array): void {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < plane.length; i++) {
    if (alpha[i]! > 0) continue;
    if (!(alpha[i - 1]! > 0 || alpha[i + 1]! > 0 || alpha[i - width]! > 0 || alpha[i + width]! > 0)) continue;
    sum += plane[i]!;
    count++;
  }
  // A blob over the whole box leaves no rim: the mean of what it hides is as plain.
  const mean = count > 0 ? sum / count : plane.reduce((total, value) => total + value, 0) / plane.length;
  for (let i = 0; i < plane.length; i++) if (alpha[i]! > 0) plane[i] = mean;
}

function relax(plane: Float32Array, width: number, height: number, alpha: Float32Array): void {
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (alpha[i] === 0) continue;
      const value = plane[i]!;
      const around =
        (x > 0 ? plane[i - 1]! : value) +
        (x < width - 1 ? plane[i + 1]! : value) +
        (y > 0 ? plane[i - width]! : value) +
        (y < height - 1 ? plane[i + width]! : value);
      plane[i] = value + relaxation * (around / 4 - value);
    }
  }
}
