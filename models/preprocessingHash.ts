import { createHash } from 'node:crypto';
import type { Preprocessing, Region } from './manifest.ts';

function rectangle(region: Region | null): number[] | null {
  if (region === null) return null;
  const { x, y, width, height, imageWidth, imageHeight } = region;
  return [x, y, width, height, imageWidth, imageHeight];
}

/** SHA-256 in hex over everything that changes pixels, whatever the order of keys in a file. */
export function preprocessingHash(preprocessing: Preprocessing): string {
  const { region, otherSizes, channels, width, height, kernel } = preprocessing;
  const content = [rectangle(region), otherSizes, channels, width, height, kernel];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
