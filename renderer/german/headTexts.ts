import type { headTexts as original } from '../english/headTexts.ts';
import { translation } from '../translation.ts';

export const headTexts = translation<typeof original, 'german'>()({
  'heads.heading': 'Verfahren',
  'heads.scale': 'Kennwert / Grenzwert',
  'heads.inForce': 'entscheidet',
  'head.fused': 'Vereint',
  'head.learnedDifference': 'Gelernter Unterschied',
  'head.classifier': 'Klassifikator',
  'head.learnedSimilarity': 'Gelernte Ähnlichkeit',
  'head.latentDistance': 'Latenter Abstand',
  'head.energy': 'Energie',
  'head.featureDistance': 'Merkmalsabstand',
  'head.gradientFeatures': 'Kantenmerkmale',
  'head.histogram': 'Histogramm',
  'head.msSsim': 'MS-SSIM',
  'head.gradientSimilarity': 'Kantenähnlichkeit',
  'head.ssim': 'SSIM',
  'head.mae': 'MAE',
  'head.mse': 'MSE',
  'headExplained.fused': 'Vereint: wie unähnlich das Bild den Gutbildern ist, nach allen Verfahren zusammen',
  'headExplained.learnedDifference':
    'Gelernter Unterschied: wo ein Netz, an erfundenen Fehlern angelernt, in Bild und Rekonstruktion einen sieht',
  'headExplained.classifier':
    'Klassifikator: wie ähnlich das Bild den markierten Schlechtbildern und wie unähnlich es den Gutbildern ist',
  'headExplained.learnedSimilarity':
    'Gelernte Ähnlichkeit: wie sehr sich Bild und Rekonstruktion in Merkmalen unterscheiden, die an guten Teilen gelernt sind',
  'headExplained.latentDistance':
    'Latenter Abstand: wie weit das Bild im latenten Raum von den Gutbildern liegt',
  'headExplained.energy':
    'Energie: wie unwahrscheinlich Latentwerte und Rekonstruktion unter denen der Gutbilder sind',
  'headExplained.featureDistance':
    'Merkmalsabstand: wie weit jede Stelle vom dort ähnlichsten Gutbild abweicht',
  'headExplained.gradientFeatures':
    'Kantenmerkmale: wie weit die Kanten jeder Stelle von denen des dort ähnlichsten Gutbilds abweichen',
  'headExplained.histogram': 'Histogramm: wie ungewöhnlich die Anteile der Grauwerte oder Farben sind',
  'headExplained.msSsim': 'MS-SSIM: Unterschied der Struktur von Bild und Rekonstruktion, grob und fein',
  'headExplained.gradientSimilarity':
    'Kantenähnlichkeit: Unterschied der Kanten von Bild und Rekonstruktion, unabhängig von der Helligkeit',
  'headExplained.ssim': 'SSIM: Unterschied der Struktur von Bild und Rekonstruktion',
  'headExplained.mae': 'MAE: mittlerer absoluter Unterschied der Pixel',
  'headExplained.mse': 'MSE: mittlerer quadratischer Unterschied der Pixel',
});
