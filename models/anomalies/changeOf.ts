import type { ImageShape } from '../networks/augment.ts';

/** A value that changed by no more than this (full scale 1: five grey levels of 255) counts as unchanged. */
export const changeThreshold = 0.02;

/**
 * How far each pixel changed, in the channel that changed most.
 * @returns [height * width]
 */
export function changeOf(
  before: Float32Array,
  after: Float32Array,
  { channels, width, height }: ImageShape,
): Float32Array {
  const area = width * height;
  const change = new Float32Array(area);
  for (let channel = 0; channel < channels; channel++) {
    const plane = channel * area;
    for (let i = 0; i < area; i++) {
      const difference = Math.abs(after[plane + i]! - before[plane + i]!);
      if (difference > change[i]!) change[i] = difference;
    }
  }
  return change;
}
