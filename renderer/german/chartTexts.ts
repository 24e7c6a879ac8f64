import type { chartTexts as original } from '../english/chartTexts.ts';
import { translation } from '../translation.ts';

export const chartTexts = translation<typeof original, 'german'>()({
  'chart.asTable': 'Als Tabelle zeigen',
  'chart.asChart': 'Als Diagramm zeigen',
  'chart.chart': 'Diagramm',
  'chart.keys': 'Die Pfeiltasten gehen von Wert zu Wert.',
  'chart.keysPress': 'Die Pfeiltasten gehen von Wert zu Wert, die Eingabetaste öffnet einen.',
});
