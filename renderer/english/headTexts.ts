/** Names and explanations of the heads. */
export const headTexts = {
  'heads.heading': 'Heads',
  'heads.scale': 'score / limit',
  'heads.inForce': 'in force',
  'head.fused': 'Fused',
  'head.learnedDifference': 'Learned difference',
  'head.classifier': 'Classifier',
  'head.learnedSimilarity': 'Learned similarity',
  'head.latentDistance': 'Latent distance',
  'head.energy': 'Energy',
  'head.featureDistance': 'Feature distance',
  'head.gradientFeatures': 'Gradient features',
  'head.histogram': 'Histogram',
  'head.msSsim': 'MS-SSIM',
  'head.gradientSimilarity': 'Gradient similarity',
  'head.ssim': 'SSIM',
  'head.mae': 'MAE',
  'head.mse': 'MSE',
  'headExplained.fused': 'Fused: how unlike the good images it is, by all heads together',
  'headExplained.learnedDifference':
    'Learned difference: where a network, taught on made-up faults, sees one in image and reconstruction',
  'headExplained.classifier': 'Classifier: how like the labelled bad images and unlike the good ones it is',
  'headExplained.learnedSimilarity':
    'Learned similarity: how much image and reconstruction differ in features learned from good parts',
  'headExplained.latentDistance':
    'Latent distance: how far the image lies from the good ones in latent space',
  'headExplained.energy': 'Energy: how unlikely latent and reconstruction are among those of the good images',
  'headExplained.featureDistance':
    'Feature distance: how far each place looks from the most similar good image there',
  'headExplained.gradientFeatures':
    'Gradient features: how far the edges at each place are from those of the most similar good image there',
  'headExplained.histogram': 'Histogram: how unusual the shares of grey levels or colours are',
  'headExplained.msSsim':
    'MS-SSIM: difference in structure between image and reconstruction, coarse and fine',
  'headExplained.gradientSimilarity':
    'Gradient similarity: difference in edges between image and reconstruction, whatever the brightness',
  'headExplained.ssim': 'SSIM: difference in structure between image and reconstruction',
  'headExplained.mae': 'MAE: mean absolute difference of pixels',
  'headExplained.mse': 'MSE: mean squared difference of pixels',
} as const;
