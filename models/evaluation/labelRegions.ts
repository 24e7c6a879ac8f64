export interface Regions {
  /** [height, width]: 0 outside, otherwise 1-based number of the region. */
  readonly labels: Int32Array;
  /** Pixels of each region; number n is at n - 1. */
  readonly sizesPixels: readonly number[];
}

/** Connected regions of what is not 0 in `mask` [height, width]; pixels that touch at a corner are connected, as in MVTec's evaluation. */
export function labelRegions(mask: Uint8Array, width: number, height: number): Regions {
  if (mask.length !== width * height) {
    throw new RangeError(
      `labelRegions: ${width}x${height} needs ${width * height} values, got ${mask.length}.`,
    );
  }
  const labels = new Int32Array(mask.length);
  const sizesPixels: number[] = [];
  const waiting: number[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || labels[start] !== 0) continue;
    const label = sizesPixels.length + 1;
    let size = 0;
    labels[start] = label;
    waiting.push(start);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      size++;
      const x = at % width;
      const y = (at - x) / width;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (mask[next] === 0 || labels[next] !== 0) continue;
          labels[next] = label;
          waiting.push(next);
        }
      }
    }
    sizesPixels.push(size);
  }
  return { labels, sizesPixels };
}
