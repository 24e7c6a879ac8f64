import { LineChart, ScatterChart } from 'echarts/charts';
import { use, type EChartsCoreOption } from 'echarts/core';
import type { LabCounts, LabHistogram } from '../../electron/common/lab.ts';
import { chartAxis, chartBase } from '../charts/chartBase.ts';
import type { ChartLook } from '../charts/chartLook.ts';
import { text } from '../messages.ts';

use([LineChart, ScatterChart]);

/** Caught over rejected, in percent, with the limit's place on either curve. */
export function rocOption(
  { bad, synthetic }: LabHistogram['roc'],
  counts: LabCounts,
  look: ChartLook,
): EChartsCoreOption {
  const axis = chartAxis(look);
  const share = (name: string) => ({
    ...axis,
    ...{ type: 'value', min: 0, max: 100, interval: 50, name, nameLocation: 'middle' },
  });
  const overkill = counts.goods === 0 ? 0 : (100 * counts.goodsRejected) / counts.goods;
  const caught = (all: number, passed: number) => 100 - (100 * passed) / all;
  const curve = (roc: typeof bad, token: `--${string}`, dashed: boolean, at: number) =>
    roc === null
      ? []
      : [
          {
            type: 'line',
            ...{ showSymbol: false, silent: true, step: 'end', z: dashed ? 2 : 3 },
            lineStyle: { color: look.colour(token), width: 2.5, type: dashed ? 'dashed' : 'solid' },
            data: roc.points.map((point) => [100 * point.overkill, 100 * point.caught]),
          },
          {
            type: 'scatter',
            ...{ silent: true, symbolSize: 12, z: 5, symbol: dashed ? 'diamond' : 'circle' },
            itemStyle: { color: look.colour('--ink'), borderColor: look.colour('--surface'), borderWidth: 2 },
            data: [[overkill, at]],
          },
        ];
  return {
    ...chartBase(look),
    animation: false,
    tooltip: { show: false },
    grid: { left: 52, right: 14, top: 10, bottom: 40 },
    xAxis: { ...share(text('lab.rocOverkill')), nameGap: 24 },
    yAxis: { ...share(text('lab.rocCaught')), nameGap: 34 },
    series: [
      {
        type: 'line',
        ...{ showSymbol: false, silent: true, z: 1 },
        lineStyle: { color: look.colour('--line-strong'), width: 1, type: 'dotted' },
        data: [
          [0, 0],
          [100, 100],
        ],
      },
      ...curve(synthetic, '--lab-synthetic', true, caught(counts.synthetics, counts.syntheticsPassed)),
      ...curve(bad, '--lab-bad', false, caught(counts.bads, counts.badsPassed)),
    ],
  };
}
