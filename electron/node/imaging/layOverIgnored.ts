import type { Ignored } from '../../../models/manifest.ts';
import { reachedPixels } from '../../../models/keptPixels.ts';
import type { RawImage } from './decodedImage.ts';

/**
 * The region with its grey over every place that is ignored; `region` itself when there is none. Before resizing, so that
 * not even the kernel brings anything of it into what is judged.
 */
export function layOverIgnored(region: RawImage, ignored: readonly Ignored[]): RawImage {
  if (ignored.length === 0) return region;
  const { width, channels, maxValue } = region;
  // It may share its memory with the camera image.
  const copy = { ...region, data: region.data.slice() } as RawImage;
  for (const box of ignored) {
    const { left, top, right, bottom } = reachedPixels(box, region);
    const grey = Math.round(box.grey * maxValue);
    for (let y = top; y < bottom; y++) {
      copy.data.fill(grey, (y * width + left) * channels, (y * width + right) * channels);
    }
  }
  return copy;
}
