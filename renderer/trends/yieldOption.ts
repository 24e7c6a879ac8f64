import { BarChart, LineChart } from 'echarts/charts';
import { use, type EChartsCoreOption } from 'echarts/core';
import type { YieldRow } from '../../electron/common/historyAnswers.ts';
import type { Verdict } from '../../electron/common/verdict.ts';
import { chartAxis, chartBase } from '../charts/chartBase.ts';
import type { ChartLook } from '../charts/chartLook.ts';
import { chartTip } from '../charts/chartTip.ts';
import { formatCount, formatShare } from '../formats.ts';
import { text } from '../messages.ts';
import { describeYield } from './describeYield.ts';

use([BarChart, LineChart]);

/** Series of the yields, which the keyboard goes along. */
export const yieldSeries = 0;

/** What of it is red, amber or striped is seen in this order from the axis up. */
const stacked = [
  ['fail', '--fail'],
  ['unreadable', '--unreadable'],
  ['review', '--review'],
  ['pass', '--chart-quiet'],
] as const satisfies readonly (readonly [Verdict, `--${string}`])[];

export interface YieldDrawing {
  readonly rows: readonly YieldRow[];
  readonly nameOf: (row: YieldRow) => string;
  /** One after the other in time: the yields are joined by a line. */
  readonly isOverTime: boolean;
}

/** Yields above, the inspections they come from below. */
export function yieldOption({ rows, nameOf, isOverTime }: YieldDrawing, look: ChartLook): EChartsCoreOption {
  const { colour, fontPx: em } = look;
  const axis = chartAxis(look);
  const known = rows.flatMap((row) => row.yield ?? []);
  const least = Math.max(0, 1 - (1 - Math.min(1, ...known)) * 1.15 - 0.0005);
  const names = { ...axis, type: 'category', data: rows.map(nameOf), axisTick: { show: false } };
  return {
    ...chartBase(look),
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: colour('--line'), opacity: 0.45 } },
      formatter: (params: unknown) => {
        const at = (params as { dataIndex?: number }[])[0]?.dataIndex;
        const row = at === undefined ? undefined : rows[at];
        return row === undefined ? [] : chartTip(nameOf(row), describeYield(row));
      },
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [
      { left: 5 * em, right: 1.2 * em, top: 0.9 * em, bottom: '52%' },
      { left: 5 * em, right: 1.2 * em, top: '54%', bottom: 2.4 * em },
    ],
    xAxis: [
      { ...names, gridIndex: 0, axisLabel: { show: false } },
      {
        ...names,
        gridIndex: 1,
        axisLabel: {
          ...axis.axisLabel,
          ...(isOverTime
            ? {}
            : { interval: 0, width: (40 * em) / Math.max(1, rows.length), overflow: 'truncate' }),
        },
      },
    ],
    yAxis: [
      {
        ...axis,
        ...{ type: 'value', gridIndex: 0, min: least, max: 1, splitNumber: 3 },
        axisLabel: { ...axis.axisLabel, formatter: formatShare, showMinLabel: false },
      },
      {
        ...axis,
        ...{ type: 'value', gridIndex: 1, min: 0, splitNumber: 2, minInterval: 1 },
        axisLabel: { ...axis.axisLabel, formatter: formatCount },
      },
    ],
    series: [
      {
        ...{ name: text('yield.yield'), type: 'line', z: 3, connectNulls: false },
        data: rows.map((row) => row.yield),
        symbol: 'circle',
        symbolSize: (isOverTime ? 0.45 : 0.8) * em,
        showAllSymbol: rows.length < 120,
        lineStyle: { color: colour('--action-text'), width: isOverTime ? 2 : 0 },
        itemStyle: { color: colour('--action-text') },
      },
      ...stacked.map(([verdict, token]) => ({
        ...{
          name: text(`verdict.${verdict}`),
          type: 'bar',
          stack: 'inspections',
          xAxisIndex: 1,
          yAxisIndex: 1,
        },
        ...{ barMaxWidth: 4 * em, barCategoryGap: '20%' },
        itemStyle: {
          color: colour(token),
          ...(verdict === 'unreadable' && {
            decal: {
              symbol: 'rect',
              color: colour('--surface'),
              dashArrayX: [1, 0],
              dashArrayY: [2, 3],
              rotation: -Math.PI / 4,
            },
          }),
        },
        data: rows.map(({ counts }) => counts[verdict]),
      })),
    ],
  };
}
