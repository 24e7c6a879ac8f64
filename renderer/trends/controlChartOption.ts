import { LineChart } from 'echarts/charts';
import { MarkLineComponent } from 'echarts/components';
import { use, type EChartsCoreOption } from 'echarts/core';
import type { ControlChart, ControlPoint } from '../../electron/common/historyAnswers.ts';
import { axisTime } from '../charts/axisTime.ts';
import { chartAxis, chartBase } from '../charts/chartBase.ts';
import type { ChartLook } from '../charts/chartLook.ts';
import { chartTip } from '../charts/chartTip.ts';
import { formatDateTime, formatScore } from '../formats.ts';
import { text } from '../messages.ts';
import { describePoint } from './describePoint.ts';

use([LineChart, MarkLineComponent]);

/** Series of the values, which the keyboard goes along. */
export const valueSeries = 0;

type Drawn = NonNullable<ControlChart['chart']>;

/** Values with their moving average above, their moving ranges below; one after the other, whatever the time between. */
export function controlChartOption(chart: Drawn, look: ChartLook): EChartsCoreOption {
  const { points, centre, lower, upper, movingRange, movingRangeUpper } = chart;
  const { colour, fontPx: em } = look;
  const axis = chartAxis(look);
  const shownMs = Date.parse(points.at(-1)!.createdAt) - Date.parse(points[0]!.createdAt);
  const [least, most] = rangeOf(chart);
  const names = {
    ...axis,
    ...{ type: 'category', boundaryGap: false, data: points.map(({ createdAt }) => createdAt) },
    axisTick: { show: false },
  };
  const limitLines = (lines: readonly (readonly [number, string, 'solid' | 'dashed'])[]) => ({
    silent: true,
    symbol: 'none',
    animation: false,
    // Two digits after the point otherwise, which rounds scores away.
    precision: 12,
    data: lines.map(([yAxis, name, type]) => ({
      yAxis,
      lineStyle: { color: colour('--ink-soft'), width: 1.25, type },
      label: {
        ...{ formatter: name, position: 'end', color: colour('--ink-soft'), fontSize: em, distance: 4 },
      },
    })),
  });
  const plain = (valueOf: (point: ControlPoint) => number | null, style: object) => ({
    ...{ type: 'line', symbol: 'none', silent: true, data: points.map(valueOf) },
    ...style,
  });
  return {
    ...chartBase(look),
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'axis',
      formatter: (params: unknown) => {
        const at = (params as { dataIndex?: number }[])[0]?.dataIndex;
        const point = at === undefined ? undefined : points[at];
        return point === undefined ? [] : chartTip(formatDateTime(point.createdAt), describePoint(point));
      },
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [
      { left: 4.6 * em, right: 3.6 * em, top: 0.9 * em, bottom: 8.2 * em },
      { left: 4.6 * em, right: 3.6 * em, height: 4 * em, bottom: 2.2 * em },
    ],
    xAxis: [
      { ...names, gridIndex: 0, axisLabel: { show: false } },
      {
        ...names,
        gridIndex: 1,
        axisLabel: { ...axis.axisLabel, formatter: (at: string) => axisTime(Date.parse(at), shownMs) },
      },
    ],
    yAxis: [
      {
        ...axis,
        ...{ type: 'value', gridIndex: 0, min: least, max: most, splitLine: { show: false }, splitNumber: 4 },
        axisLabel: { ...axis.axisLabel, formatter: formatScore, showMinLabel: false, showMaxLabel: false },
      },
      {
        ...axis,
        ...{ type: 'value', gridIndex: 1, min: 0, splitLine: { show: false }, splitNumber: 1 },
        max: Math.max(movingRangeUpper * 1.3, ...points.map((point) => point.movingRange ?? 0)),
        axisLabel: { ...axis.axisLabel, formatter: formatScore, showMaxLabel: false },
      },
    ],
    series: [
      {
        ...{ name: text('control.value'), type: 'line', z: 3 },
        lineStyle: { color: colour('--line-strong'), width: 1 },
        itemStyle: { color: colour('--ink-soft') },
        data: points.map((point) => ({
          value: point.value,
          symbol: point.outside.individual ? 'diamond' : 'circle',
          symbolSize: point.outside.individual ? 0.95 * em : 0.28 * em,
          itemStyle: { color: colour(point.outside.individual ? '--fail-text' : '--ink-soft') },
        })),
        showAllSymbol: true,
        markLine: limitLines([
          [upper, text('control.upper'), 'dashed'],
          [centre, text('control.centre'), 'solid'],
          [lower, text('control.lower'), 'dashed'],
        ]),
      },
      {
        ...{ name: text('control.ewma'), type: 'line', silent: true, z: 4, showAllSymbol: true },
        lineStyle: { color: colour('--action-text'), width: 2.25 },
        data: points.map(({ ewma, outside }) => ({
          value: ewma,
          symbol: outside.ewma ? 'triangle' : 'none',
          symbolSize: 0.6 * em,
          itemStyle: { color: colour('--fail-text') },
        })),
      },
      plain(({ ewmaUpper }) => ewmaUpper, {
        lineStyle: { color: colour('--action-text'), width: 1, type: 'dotted' },
      }),
      plain(({ ewmaLower }) => ewmaLower, {
        lineStyle: { color: colour('--action-text'), width: 1, type: 'dotted' },
      }),
      {
        ...{ name: text('control.movingRange'), type: 'line', xAxisIndex: 1, yAxisIndex: 1, silent: true },
        lineStyle: { color: colour('--line-strong'), width: 1 },
        showAllSymbol: true,
        data: points.map((point) => ({
          value: point.movingRange,
          symbol: point.outside.movingRange ? 'diamond' : 'none',
          symbolSize: 0.8 * em,
          itemStyle: { color: colour('--fail-text') },
        })),
        markLine: limitLines([
          [movingRangeUpper, text('control.upper'), 'dashed'],
          [movingRange, text('control.centre'), 'solid'],
        ]),
      },
    ],
  };
}

/** What the axis holds: limits and values; values that lie many limits away are cut. */
function rangeOf({ points, lower, upper, centre, sigma }: Drawn): [number, number] {
  const values = points.map(({ value }) => value);
  const far = 9 * sigma;
  const least = Math.max(Math.min(lower, ...values), centre - far);
  const most = Math.min(Math.max(upper, ...values), centre + far);
  const room = (most - least) * 0.06;
  return [least - room, most + room];
}
