import type { BundleContent } from './bundle.ts';
import { keepOutputs, outputNamesOf } from './graph/keepOutputs.ts';
import { withMetadata } from './graph/withMetadata.ts';
import { headNames, tensorNames } from './manifest.ts';

/**
 * The one graph of a bundle as a file that explains itself: metadata_props hold the whole manifest and, each by itself,
 * what a program needs to use the graph. An image fails when the output named by `scoreOutput` is above `limit`; a pixel
 * reaches the limit where the output named by `mapOutput` is `mapLimit`. Both are decimal numbers, `preprocessing` is JSON.
 * Of the maps only that of the head in force is left, so that no other is computed. The manifest's `modelSha256` is that of the
 * bundle's own file.
 */
export function exportedModel({ manifest, model }: Pick<BundleContent, 'manifest' | 'model'>): Uint8Array {
  const { product, preprocessing, calibration } = manifest;
  const { head, limit, pixelLimit } = calibration;
  const mapOutput = pixelLimit === undefined ? tensorNames.anomalyMap : tensorNames.map(head);
  const otherMaps = headNames.map((name) => tensorNames.map(name)).filter((name) => name !== mapOutput);
  const kept = outputNamesOf(model).filter((name) => !otherMaps.includes(name));
  return withMetadata(keepOutputs(model, kept), {
    product,
    head,
    limit: String(limit),
    scoreOutput: tensorNames.score(head),
    mapOutput,
    mapLimit: String(pixelLimit ?? 1),
    preprocessing: JSON.stringify(preprocessing),
    manifest: JSON.stringify(manifest),
  });
}
