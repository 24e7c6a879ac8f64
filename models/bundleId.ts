import { createHash } from 'node:crypto';
import type { Manifest } from './manifest.ts';

/** Id of a bundle: a hash of what it judges by, so that the same model, preparation and limits have the same id. */
export function bundleId({
  modelSha256,
  preprocessingSha256,
  calibration,
  product,
}: Pick<Manifest, 'modelSha256' | 'preprocessingSha256' | 'calibration' | 'product'>): string {
  const parts = [modelSha256, preprocessingSha256, calibration.id, product];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** SHA-256 in hex over the sorted SHA-256s of some images: the same images have the same, whatever their order. */
export function imagesSha256(sha256s: readonly string[]): string {
  return createHash('sha256').update(sha256s.toSorted().join('\n')).digest('hex');
}
