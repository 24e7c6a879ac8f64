import { ScatterChart } from 'echarts/charts';
import { BrushComponent, MarkLineComponent } from 'echarts/components';
import { use, type EChartsCoreOption } from 'echarts/core';
import type { LabScatter, LabTruth } from '../../electron/common/lab.ts';
import { roundScores, scaleOver, type ScoreScale } from '../../electron/common/scoreScale.ts';
import { chartAxis, chartBase } from '../charts/chartBase.ts';
import type { ChartLook } from '../charts/chartLook.ts';
import { formatScore } from '../formats.ts';
import { labLooks } from './labKinds.ts';

use([ScatterChart, BrushComponent, MarkLineComponent]);

/** Told apart by shape as well as by colour; drawn in this order, the few above the many. */
const shapes: readonly (readonly [LabTruth, symbol: string, sizePx: number])[] = [
  ['good', 'circle', 7],
  ['unknown', 'emptyCircle', 8],
  ['synthetic', 'triangle', 9],
  ['bad', 'diamond', 14],
];

/** Dots on the places (0..1) of the two scales; the head's limits as lines. */
export function scatterOption(
  scatter: LabScatter,
  names: { readonly x: string; readonly y: string },
  look: ChartLook,
): EChartsCoreOption {
  const [x, y] = [scaleOver(scatter.x), scaleOver(scatter.y)];
  const axis = chartAxis(look);
  const scoreAxis = (scale: ScoreScale, name: string) => {
    const places = roundScores(scale, 0.16).map(scale.place);
    return {
      ...axis,
      ...{ type: 'value', min: 0, max: 1, name, nameLocation: 'middle', splitLine: { show: false } },
      axisTick: { ...axis.axisTick, customValues: places },
      axisLabel: {
        ...axis.axisLabel,
        customValues: places,
        formatter: (place: number) => formatScore(Number(scale.scoreAt(place).toPrecision(6))),
      },
    };
  };
  return {
    ...chartBase(look),
    animation: false,
    tooltip: { show: false },
    grid: { left: 78, right: 18, top: 14, bottom: 54 },
    xAxis: { ...scoreAxis(x, names.x), nameGap: 30 },
    yAxis: { ...scoreAxis(y, names.y), nameGap: 58 },
    brush: {
      ...{ toolbox: [], xAxisIndex: 0, yAxisIndex: 0, brushMode: 'single', throttleType: 'debounce' },
      brushStyle: { color: 'transparent', borderColor: look.colour('--ink'), borderWidth: 2 },
      outOfBrush: { colorAlpha: 0.45 },
    },
    series: [
      ...cellSeries(scatter, look),
      ...shapes.map(([truth, symbol, symbolSize]) => {
        const colour = look.colour(labLooks[truth].token);
        return {
          type: 'scatter',
          ...{ symbol, symbolSize, silent: true, progressive: 0 },
          itemStyle: { color: colour, opacity: truth === 'good' ? 0.7 : 0.95 },
          data: scatter.points[truth].map(([, xScore, yScore]) => [x.place(xScore), y.place(yScore)]),
        };
      }),
      {
        ...{ type: 'scatter', data: [], silent: true },
        markLine: {
          ...{ symbol: 'none', silent: true, label: { show: false } },
          lineStyle: { color: look.colour('--ink'), width: 1.5, type: 'dashed' },
          data: [{ xAxis: x.place(scatter.x.limit) }, { yAxis: y.place(scatter.y.limit) }],
        },
      },
    ],
  };
}

/** Squares, the more filled the more images they stand for. */
function cellSeries({ cells, columns, rows }: LabScatter, look: ChartLook) {
  return shapes.map(([truth]) => {
    const most = Math.max(1, ...cells[truth].map(([, , images]) => images));
    const colour = look.colour(labLooks[truth].token);
    return {
      type: 'scatter',
      ...{ symbol: 'rect', silent: true, progressive: 0 },
      itemStyle: { color: colour },
      data: cells[truth].map(([column, row, images]) => ({
        value: [(column + 0.5) / columns, (row + 0.5) / rows],
        symbolSize: 4 + 5 * Math.sqrt(images / most),
        itemStyle: { opacity: 0.35 + 0.65 * Math.sqrt(images / most) },
      })),
    };
  });
}
