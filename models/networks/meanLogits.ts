/** Logit of the mean image, kept within the sigmoid's responsive range. */
export function meanLogits(images: readonly Float32Array[]): Float32Array {
  const [first] = images;
  return Float32Array.from({ length: first?.length ?? 0 }, (_, pixel) => {
    const mean = images.reduce((sum, image) => sum + (image[pixel] ?? 0), 0) / images.length;
    const inside = Math.min(0.98, Math.max(0.02, mean));
    return Math.log(inside / (1 - inside));
  });
}
