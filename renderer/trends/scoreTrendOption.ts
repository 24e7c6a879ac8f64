import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { DataZoomComponent } from 'echarts/components';
import { graphic, use, type EChartsCoreOption } from 'echarts/core';
import type { CustomSeriesRenderItem } from 'echarts/types/dist/echarts';
import { axisTime } from '../charts/axisTime.ts';
import { chartAxis, chartBase } from '../charts/chartBase.ts';
import type { ChartLook } from '../charts/chartLook.ts';
import { chartTip } from '../charts/chartTip.ts';
import { text } from '../messages.ts';
import { describeSpan, spanTime } from './describeSpan.ts';
import { nearestSpan, type TimeWindow, type TrendSpan } from './trendSpans.ts';

use([LineChart, BarChart, ScatterChart, CustomChart, DataZoomComponent]);

export interface ScoreTrendDrawing {
  readonly spans: readonly TrendSpan[];
  readonly extent: TimeWindow;
  readonly window: TimeWindow;
  /** Raw scores with their limits; otherwise score / limit. */
  readonly isRaw: boolean;
  /** Highest value drawn. */
  readonly top: number;
}

/** Series of the band from the lowest to the highest score, which the keyboard goes along. */
export const bandSeries = 0;

/** From the lowest to the highest score of each span. */
const drawBand: CustomSeriesRenderItem = (params, api) => {
  const [fromX, lowY] = api.coord([api.value(0), api.value(2)]);
  const [toX, highY] = api.coord([api.value(1), api.value(3)]);
  const { x, y, width, height } = params.coordSys as unknown as Record<
    'x' | 'y' | 'width' | 'height',
    number
  >;
  // A pixel at least, and as high as a hair where there was one score.
  const shape = graphic.clipRectByRect(
    {
      ...{ x: fromX!, width: Math.max(1, toX! - fromX! - 0.5) },
      ...{ y: Math.min(highY!, lowY! - 2), height: Math.max(2, lowY! - highY!) },
    },
    { x, y, width, height },
  );
  return shape && { type: 'rect', shape, style: { fill: api.visual('color') ?? 'none' } };
};

/** Scores over time above, what did not pass below; both by the same axis of time, which is zoomed and moved. */
export function scoreTrendOption(drawing: ScoreTrendDrawing, look: ChartLook): EChartsCoreOption {
  const { spans, extent, window, isRaw, top } = drawing;
  const { colour, fontPx: em } = look;
  const axis = chartAxis(look);
  const valuesOf = (span: TrendSpan) => (isRaw ? span.score : span.ratio);
  const middle = ({ fromMs, toMs }: TrendSpan) => (fromMs + toMs) / 2;
  const limitOf = (span: TrendSpan) => (isRaw ? span.limit : span.ratio === null ? null : 1);
  const reviewLimitOf = ({ limit, reviewLimit }: TrendSpan) =>
    reviewLimit === null || limit === null
      ? null
      : isRaw
        ? reviewLimit
        : limit > 0
          ? reviewLimit / limit
          : null;
  const time = {
    ...axis,
    type: 'time',
    min: extent.fromMs,
    max: extent.toMs,
    splitLine: { show: false },
  };
  const least = Math.min(0, ...spans.map((span) => valuesOf(span)?.min ?? 0));
  const fails = spans.map(({ counts }) => counts.fail);
  const isShown = ({ fromMs, toMs }: TrendSpan) => toMs > window.fromMs && fromMs < window.toMs;
  const shownFails = spans.filter(isShown).map(({ counts }) => counts.fail);
  const bar = (name: string, counts: readonly number[], token: `--${string}`) => ({
    ...{ name, type: 'custom', xAxisIndex: 1, yAxisIndex: 1, renderItem: drawBand, clip: true },
    encode: { x: [0, 1], y: [2, 3] },
    itemStyle: { color: colour(token) },
    data: spans.flatMap(({ fromMs, toMs }, index) =>
      counts[index] === 0 ? [] : [[fromMs, toMs, 0, counts[index]]],
    ),
  });
  const line = (name: string, valueOf: (span: TrendSpan) => number | null, style: object) => ({
    ...{ name, type: 'line', symbol: 'none', silent: true, z: 3 },
    data: spans.map((span) => [middle(span), valueOf(span)]),
    ...style,
  });
  const isGap = (before: TrendSpan | undefined, after: TrendSpan | undefined) =>
    before === undefined || after === undefined || before.toMs < after.fromMs;
  /** No line where nothing was inspected: a shift is not joined to the next one. A mean that stands alone is a dot. */
  const means = spans.flatMap((span, index) => {
    const isFirst = isGap(spans[index - 1], span);
    const isAlone = isFirst && isGap(span, spans[index + 1]);
    const point = {
      value: [middle(span), valuesOf(span)?.mean ?? null],
      symbol: isAlone ? 'circle' : 'none',
    };
    return isFirst ? [{ value: [span.fromMs, null], symbol: 'none' }, point] : [point];
  });
  return {
    ...chartBase(look),
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'axis',
      formatter: (params: unknown) => {
        const [first] = params as { axisValue?: number | string }[];
        const span = first === undefined ? undefined : nearestSpan(spans, Number(first.axisValue));
        return span === undefined ? [] : chartTip(spanTime(span), describeSpan(span, isRaw));
      },
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [
      { left: 4.2 * em, right: 1.2 * em, top: 0.8 * em, bottom: 9.4 * em },
      { left: 4.2 * em, right: 1.2 * em, height: 2.6 * em, bottom: 5.4 * em },
    ],
    xAxis: [
      { ...time, gridIndex: 0, axisLabel: { show: false }, axisTick: { show: false } },
      {
        ...time,
        gridIndex: 1,
        axisLabel: {
          ...axis.axisLabel,
          formatter: (ms: number) => axisTime(ms, window.toMs - window.fromMs),
        },
      },
    ],
    yAxis: [
      { ...axis, type: 'value', gridIndex: 0, min: least, max: top, splitNumber: 4 },
      {
        ...axis,
        ...{ type: 'value', gridIndex: 1, min: 0, max: Math.max(1, ...shownFails), splitNumber: 1 },
        splitLine: { show: false },
        axisLabel: { ...axis.axisLabel, showMinLabel: false },
        minInterval: 1,
      },
    ],
    dataZoom: [
      {
        ...{ id: 'inside', type: 'inside', xAxisIndex: [0, 1], filterMode: 'none' },
        ...{ startValue: window.fromMs, endValue: window.toMs },
        // The wheel alone scrolls the page.
        ...{ zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: 'shift', preventDefaultMouseMove: false },
      },
      {
        ...{ id: 'slider', type: 'slider', xAxisIndex: [0, 1], filterMode: 'none', brushSelect: false },
        ...{ startValue: window.fromMs, endValue: window.toMs, showDetail: false },
        ...{ left: 4.2 * em, right: 1.2 * em, bottom: 0.4 * em, height: 2.6 * em },
        ...{ handleSize: 2.8 * em, moveHandleSize: 0.5 * em },
        borderColor: colour('--line'),
        backgroundColor: colour('--sunken'),
        fillerColor: 'transparent',
        handleStyle: { color: colour('--raised'), borderColor: colour('--ink-soft') },
        moveHandleStyle: { color: colour('--line-strong') },
        dataBackground: {
          lineStyle: { color: colour('--line-strong') },
          areaStyle: { color: colour('--line'), opacity: 1 },
        },
        selectedDataBackground: {
          lineStyle: { color: colour('--action-text') },
          areaStyle: { color: colour('--action-soft'), opacity: 1 },
        },
        emphasis: {
          handleStyle: { borderColor: colour('--action-text') },
          moveHandleStyle: { color: colour('--action-text') },
        },
      },
    ],
    series: [
      {
        ...{ name: text('trend.range'), type: 'custom', renderItem: drawBand, clip: true },
        encode: { x: [0, 1], y: [2, 3] },
        itemStyle: { color: colour('--chart-band') },
        data: spans.map((span) => {
          const values = valuesOf(span);
          return [span.fromMs, span.toMs, values?.min ?? Number.NaN, values?.max ?? Number.NaN];
        }),
      },
      {
        ...{ name: text('trend.mean'), type: 'line', silent: true, connectNulls: false, data: means, z: 4 },
        ...{ symbolSize: 0.35 * em, showAllSymbol: true },
        lineStyle: { color: colour('--action-text'), width: 2 },
        itemStyle: { color: colour('--action-text') },
      },
      line(text('trend.limit'), limitOf, {
        step: 'middle',
        lineStyle: { color: colour('--fail-text'), width: 2, type: 'solid' },
      }),
      line(text('trend.reviewLimit'), reviewLimitOf, {
        step: 'middle',
        lineStyle: { color: colour('--review-text'), width: 1.5, type: 'dashed' },
      }),
      {
        ...{ name: text('trend.beyond'), type: 'scatter', symbol: 'triangle', symbolSize: 0.7 * em, z: 5 },
        ...{ silent: true, clip: false },
        itemStyle: { color: colour('--fail-text') },
        data: spans.flatMap((span) => ((valuesOf(span)?.max ?? 0) > top ? [[middle(span), top]] : [])),
      },
      bar(text('verdict.fail'), fails, '--fail'),
    ],
  };
}
