import { CustomChart } from 'echarts/charts';
import { use, type EChartsCoreOption } from 'echarts/core';
import type { LabHistogram, LabKind } from '../../electron/common/lab.ts';
import { roundScores, scaleOver } from '../../electron/common/scoreScale.ts';
import { chartAxis, chartBase } from '../charts/chartBase.ts';
import type { ChartLook } from '../charts/chartLook.ts';
import { chartTip } from '../charts/chartTip.ts';
import { formatCount, formatScore } from '../formats.ts';
import { text } from '../messages.ts';
import { hatch } from './hatch.ts';
import type { LabBar } from './labBars.ts';
import { labLooks, labStack } from './labKinds.ts';

use([CustomChart]);

/** Where the scores begin and end beside the drawing's edges, CSS pixels: the limit's line is laid over it. */
export const histogramSides = { left: 16, right: 16 } as const;
/** Shares of the height. */
const upper = { top: '8%', bottom: '44%' } as const;
const lower = { top: '57%', bottom: '14%' } as const;
const leastBarPx = 3;

/** What `renderItem` of a custom series is given, as far as it is used here. */
interface Api {
  value(dimension: number): number;
  coord(point: readonly [number, number]): [number, number];
}

/** Good images upwards and the others downwards, each side to its own scale: where a bar is tells what it is. */
export function histogramOption(
  histogram: LabHistogram,
  bars: readonly LabBar[],
  look: ChartLook,
): EChartsCoreOption {
  const scale = scaleOver(histogram.extent);
  const most = (kinds: readonly LabKind[]) =>
    Math.max(1, ...bars.map(({ counts }) => kinds.reduce((sum, kind) => sum + counts[kind], 0)));
  const sides = [
    { kinds: labStack.up, most: most(labStack.up), axis: 0 },
    { kinds: labStack.down, most: most(labStack.down), axis: 1 },
  ];
  const base = chartBase(look);
  const axis = chartAxis(look);
  const places = roundScores(scale, 0.1).map(scale.place);
  const scoreAxis = { type: 'value', min: 0, max: 1, splitLine: { show: false } } as const;
  const note = (name: string) => ({ name, nameLocation: 'end' as const, nameGap: 6 });
  return {
    ...base,
    animation: false,
    tooltip: {
      ...base.tooltip,
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => tipOf(bars[dataIndex]!),
    },
    grid: [
      { ...histogramSides, ...upper },
      { ...histogramSides, ...lower },
    ],
    xAxis: [
      {
        ...scoreAxis,
        gridIndex: 0,
        axisLabel: { show: false },
        axisTick: { show: false },
        axisLine: axis.axisLine,
      },
      {
        ...axis,
        ...scoreAxis,
        gridIndex: 1,
        position: 'bottom',
        axisLine: { show: false },
        axisTick: { ...axis.axisTick, customValues: places },
        axisLabel: {
          ...axis.axisLabel,
          customValues: places,
          formatter: (place: number) => formatScore(Number(scale.scoreAt(place).toPrecision(6))),
        },
      },
    ],
    yAxis: sides.map(({ most: max, axis: gridIndex }) => ({
      ...axis,
      ...note(text(gridIndex === 0 ? 'lab.axis.up' : 'lab.axis.down', { most: formatCount(max) })),
      ...{ type: 'value', min: 0, max, gridIndex, inverse: gridIndex === 1 },
      nameTextStyle: { ...axis.nameTextStyle, align: 'left', padding: [0, 0, 0, 2] },
      ...{
        splitLine: { show: false },
        axisLabel: { show: false },
        axisTick: { show: false },
        axisLine: { show: false },
      },
    })),
    series: sides.flatMap(({ kinds, axis: index }) =>
      kinds.map((kind, at) => {
        const under = kinds.slice(0, at);
        const { token, hatched } = labLooks[kind];
        const colour = look.colour(token);
        const ground = look.colour('--surface');
        return {
          type: 'custom',
          ...{ xAxisIndex: index, yAxisIndex: index, clip: true },
          data: bars.map(({ from, to, counts }) => {
            const low = under.reduce((sum, one) => sum + counts[one], 0);
            return [scale.place(from), scale.place(to), low, low + counts[kind]];
          }),
          renderItem: (_: unknown, api: Api) => {
            const [from, to, low, high] = [0, 1, 2, 3].map((dimension) => api.value(dimension)) as [
              number,
              number,
              number,
              number,
            ];
            if (high === low) return null;
            const [left, y0] = api.coord([from, low]);
            const [right, y1] = api.coord([to, high]);
            // A single image among thousands stays to be seen.
            const height = Math.max(leastBarPx, Math.abs(y1 - y0));
            const y = index === 0 ? y0 - height : y0;
            const shape = { x: left + 0.5, y, width: Math.max(1, right - left - 1), height };
            return {
              type: 'rect',
              shape,
              style: hatched
                ? { fill: hatch(colour), stroke: colour, lineWidth: 1 }
                : { fill: colour, stroke: ground, lineWidth: 0 },
            };
          },
        };
      }),
    ),
  };
}

function tipOf({ from, to, counts }: LabBar): HTMLElement[] {
  const lines = (Object.keys(counts) as LabKind[])
    .filter((kind) => counts[kind] > 0)
    .map((kind) =>
      text('lab.binCount', { count: formatCount(counts[kind]), kind: text(`lab.kind.${kind}`) }),
    );
  return chartTip(`${formatScore(from)} – ${formatScore(to)}`, lines);
}
