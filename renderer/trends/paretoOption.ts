import { BarChart, LineChart } from 'echarts/charts';
import { use, type EChartsCoreOption } from 'echarts/core';
import { chartAxis, chartBase } from '../charts/chartBase.ts';
import type { ChartLook } from '../charts/chartLook.ts';
import { chartTip } from '../charts/chartTip.ts';
import { formatCount, formatShare } from '../formats.ts';
import { text } from '../messages.ts';
import type { ParetoBar } from './pareto.ts';

use([BarChart, LineChart]);

/** Series of the bars, which the keyboard goes along. */
export const barSeries = 0;

export function describeBar({ count, cumulative }: ParetoBar<unknown>): string[] {
  return [
    text('trend.inspections', { count: formatCount(count) }),
    text('pareto.cumulative', { share: formatShare(cumulative) }),
  ];
}

/** Bars from the most frequent on, and the line of the share of it and all before. */
export function paretoOption<Item>(
  bars: readonly ParetoBar<Item>[],
  nameOf: (item: Item) => string,
  look: ChartLook,
): EChartsCoreOption {
  const { colour, fontPx: em } = look;
  const axis = chartAxis(look);
  return {
    ...chartBase(look),
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: colour('--line'), opacity: 0.45 } },
      formatter: (params: unknown) => {
        const at = (params as { dataIndex?: number }[])[0]?.dataIndex;
        const bar = at === undefined ? undefined : bars[at];
        return bar === undefined ? [] : chartTip(nameOf(bar.item), describeBar(bar));
      },
    },
    grid: { left: 4.2 * em, right: 4.2 * em, top: 0.9 * em, bottom: (bars.length > 4 ? 6.4 : 2.4) * em },
    xAxis: {
      ...axis,
      ...{ type: 'category', data: bars.map(({ item }) => nameOf(item)), axisTick: { show: false } },
      axisLabel: {
        ...axis.axisLabel,
        ...{ interval: 0, hideOverlap: false, overflow: 'truncate', width: 8 * em },
        rotate: bars.length > 4 ? 35 : 0,
      },
    },
    yAxis: [
      {
        ...axis,
        type: 'value',
        min: 0,
        minInterval: 1,
        splitNumber: 3,
        axisLabel: { ...axis.axisLabel, formatter: formatCount },
      },
      {
        ...axis,
        ...{ type: 'value', min: 0, max: 1, interval: 0.25, splitLine: { show: false } },
        axisLabel: { ...axis.axisLabel, formatter: (share: number) => `${Math.round(share * 100)} %` },
      },
    ],
    series: [
      {
        ...{ name: text('pareto.count'), type: 'bar', barMaxWidth: 4 * em, barCategoryGap: '25%' },
        itemStyle: { color: colour('--chart-bar') },
        emphasis: { itemStyle: { color: colour('--action-text') } },
        data: bars.map(({ count }) => count),
      },
      {
        ...{ name: text('pareto.line'), type: 'line', yAxisIndex: 1, silent: true, symbol: 'circle' },
        symbolSize: 0.5 * em,
        lineStyle: { color: colour('--ink-soft'), width: 1.5 },
        itemStyle: { color: colour('--ink-soft') },
        data: bars.map(({ cumulative }) => cumulative),
      },
    ],
  };
}
