import type { chartTexts as original } from '../english/chartTexts.ts';
import { translation } from '../translation.ts';

export const chartTexts = translation<typeof original, 'spanish'>()({
  'chart.asTable': 'Mostrar como tabla',
  'chart.asChart': 'Mostrar como gráfico',
  'chart.chart': 'gráfico',
  'chart.keys': 'Las flechas van de valor en valor.',
  'chart.keysPress': 'Las flechas van de valor en valor; Intro abre uno.',
});
