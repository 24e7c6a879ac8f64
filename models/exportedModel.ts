import type { BundleContent } from './bundle.ts';
import { withMetadata } from './graph/withMetadata.ts';
import { tensorNames } from './manifest.ts';

/**
 * The one graph of a bundle as a file that explains itself: metadata_props hold the whole manifest and, each by itself,
 * what a program needs to use the graph. `preprocessing` is JSON, `limit` a number in decimal; an image fails when the
 * output named by `scoreOutput` is above it. The manifest's `modelSha256` is that of the graph without this metadata.
 */
export function exportedModel({ manifest, model }: Pick<BundleContent, 'manifest' | 'model'>): Uint8Array {
  const { product, preprocessing, calibration } = manifest;
  return withMetadata(model, {
    product,
    head: calibration.head,
    limit: String(calibration.limit),
    scoreOutput: tensorNames.score(calibration.head),
    preprocessing: JSON.stringify(preprocessing),
    manifest: JSON.stringify(manifest),
  });
}
