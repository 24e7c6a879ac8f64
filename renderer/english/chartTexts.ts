/** Charts of every kind. */
export const chartTexts = {
  'chart.asTable': 'Show as table',
  'chart.asChart': 'Show as chart',
  'chart.chart': 'chart',
  'chart.keys': 'Arrow keys go from value to value.',
  'chart.keysPress': 'Arrow keys go from value to value, Enter opens one.',
} as const;
