/** Weight of the mean variance of all values in that of each: a value that hardly moved in few images is not infinitely telling. */
const pooledWeight = 0.3;

/** (latent - mean) * factor has about unit length for good images. */
export interface LatentScale {
  readonly mean: Float64Array;
  readonly factor: Float64Array;
}

/** How the latents of good images, all of one size, lie. */
export function latentScale(latents: readonly Float32Array[]): LatentScale {
  const size = latents[0]?.length ?? 0;
  const mean = new Float64Array(size);
  const variance = new Float64Array(size);
  for (const latent of latents) latent.forEach((value, i) => (mean[i]! += value / latents.length));
  for (const latent of latents) {
    latent.forEach((value, i) => (variance[i]! += (value - mean[i]!) ** 2 / latents.length));
  }
  const pooled = variance.reduce((sum, value) => sum + value, 0) / size;
  const factor = variance.map((own) => {
    const shrunk = pooledWeight * pooled + (1 - pooledWeight) * own;
    return shrunk > 0 ? 1 / Math.sqrt(size * shrunk) : 0;
  });
  return { mean, factor };
}
