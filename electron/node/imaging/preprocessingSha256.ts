import { createHash } from 'node:crypto';
import type { Preprocessing } from '../../../models/manifest.ts';

/** Raise whenever decode, crop, grey, resize or scale would give other values for the same recipe and image. */
export const pipelineVersion = 1;

/**
 * SHA-256 (lower-case hex) over everything that changes pixels before the network: the recipe's preprocessing,
 * keys sorted, and the version of the code that carries it out.
 */
export function preprocessingSha256(preprocessing: Preprocessing): string {
  const text = JSON.stringify({ pipelineVersion, preprocessing: sorted(preprocessing) });
  return createHash('sha256').update(text).digest('hex');
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
