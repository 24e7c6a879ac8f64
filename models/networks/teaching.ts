/** Fixed for every product: losses are free of scale, so nothing here is to be tuned per part. */
export const teaching = {
  /** Share of each batch that a synthetic anomaly is put on; the rest stays as good as it is. */
  corruptedShare: 0.5,
  /** Weight of a nat of KL. The other terms are means: as many values as its inverse count as independent. */
  klWeight: 1 / 2000,
  /**
   * Steps without the KL, and steps over which it then grows to its weight (Bowman et al. 2016): latents come into
   * use before they cost. A growing weight alone is not enough: Adam takes a step as large however small the only
   * gradient is, and the posterior is the prior before the decoder looks at it.
   */
  klFreeSteps: 100,
  klWarmupSteps: 300,
  /**
   * Strength of the feature loss (gamma of Larsen et al.) and of the adversarial loss, as the length of their
   * gradient at the reconstruction relative to the pixel loss's (as VQGAN does, Esser et al. 2021): neither can
   * drown the other, whatever product and seed.
   */
  featureShare: 1,
  adversarialShare: 0.05,
  /** Noise on what the discriminator sees, in deviations of the image (Soenderby et al. 2017). */
  instanceNoise: 0.5,
  /**
   * The discriminator's learning rate falls from full at the first to nothing at the second of these losses
   * (1.39 is chance): no decoder draws the texture of a good image, so left alone it soon tells all images
   * apart by texture and its features forget structure. Larsen et al. balance the two by such limits as well.
   */
  discriminatorLimits: [1, 0.5],
  /** Of energy and penalty beside the compression's error, as Zong et al. have them. */
  energyShare: 0.1,
  penaltyShare: 0.005,
  averageDecay: 0.998,
  gradientLimit: 1,
  schedule: { finalShare: 0.02, warmupSteps: 50 },
  learningRate: { encoder: 2e-3, decoder: 2e-3, discriminator: 1e-4, difference: 2e-3, mixture: 2e-3 },
  adam: { beta1: 0.8, beta2: 0.99, epsilon: 1e-8, weightDecay: 1e-3 },
} as const;

/** How many images of a batch stay good: the first ones; the others carry a synthetic anomaly. */
export const goodCount = (batch: number): number => batch - Math.floor(batch * teaching.corruptedShare);
