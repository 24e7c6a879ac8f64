import type { headTexts as original } from '../english/headTexts.ts';
import { translation } from '../translation.ts';

export const headTexts = translation<typeof original, 'spanish'>()({
  'heads.heading': 'Métodos',
  'heads.scale': 'puntuación / límite',
  'heads.inForce': 'decide',
  'head.fused': 'Combinado',
  'head.learnedDifference': 'Diferencia aprendida',
  'head.classifier': 'Clasificador',
  'head.learnedSimilarity': 'Similitud aprendida',
  'head.latentDistance': 'Distancia latente',
  'head.energy': 'Energía',
  'head.featureDistance': 'Distancia de rasgos',
  'head.gradientFeatures': 'Rasgos de bordes',
  'head.histogram': 'Histograma',
  'head.msSsim': 'MS-SSIM',
  'head.gradientSimilarity': 'Similitud de bordes',
  'head.ssim': 'SSIM',
  'head.mae': 'MAE',
  'head.mse': 'MSE',
  'headExplained.fused': 'Combinado: cuánto se aparta de las imágenes buenas, según todos los métodos juntos',
  'headExplained.learnedDifference':
    'Diferencia aprendida: dónde ve un defecto, en imagen y reconstrucción, una red enseñada con defectos inventados',
  'headExplained.classifier':
    'Clasificador: cuánto se parece a las imágenes marcadas como malas y se aparta de las buenas',
  'headExplained.learnedSimilarity':
    'Similitud aprendida: cuánto difieren imagen y reconstrucción en rasgos aprendidos de piezas buenas',
  'headExplained.latentDistance':
    'Distancia latente: a qué distancia de las buenas queda la imagen en el espacio latente',
  'headExplained.energy':
    'Energía: cuán improbables son el vector latente y la reconstrucción entre los de las imágenes buenas',
  'headExplained.featureDistance':
    'Distancia de rasgos: cuánto se aparta cada lugar de la imagen buena más parecida allí',
  'headExplained.gradientFeatures':
    'Rasgos de bordes: cuánto se apartan los bordes de cada lugar de los de la imagen buena más parecida allí',
  'headExplained.histogram': 'Histograma: cuán inusual es el reparto de niveles de gris o de colores',
  'headExplained.msSsim': 'MS-SSIM: diferencia de estructura entre imagen y reconstrucción, gruesa y fina',
  'headExplained.gradientSimilarity':
    'Similitud de bordes: diferencia de bordes entre imagen y reconstrucción, sea cual sea el brillo',
  'headExplained.ssim': 'SSIM: diferencia de estructura entre imagen y reconstrucción',
  'headExplained.mae': 'MAE: diferencia absoluta media de los píxeles',
  'headExplained.mse': 'MSE: diferencia cuadrática media de los píxeles',
});
