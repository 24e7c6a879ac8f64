import type { chartTexts as original } from '../english/chartTexts.ts';
import { translation } from '../translation.ts';

export const chartTexts = translation<typeof original, 'chinese'>()({
  'chart.asTable': '显示为表格',
  'chart.asChart': '显示为图表',
  'chart.chart': '图表',
  'chart.keys': '方向键逐个切换数值。',
  'chart.keysPress': '方向键逐个切换数值，回车键打开。',
});
