import { CustomChart } from 'echarts/charts';
import { use, type EChartsCoreOption } from 'echarts/core';
import type { CustomSeriesRenderItem } from 'echarts/types/dist/echarts';
import type { DefectHeat } from '../../electron/common/historyAnswers.ts';
import { chartBase } from '../charts/chartBase.ts';
import type { ChartLook } from '../charts/chartLook.ts';
import { chartTip } from '../charts/chartTip.ts';
import { text } from '../messages.ts';
import { heatStepOf, heatSteps } from './heatSteps.ts';

use([CustomChart]);

/** Series of the cells, which the keyboard goes along. */
export const cellSeries = 1;

/** Colours of the classes, from few to many: by lightness too, so that no eye has to tell their hues. */
export const heatTokens = ['--heat-1', '--heat-2', '--heat-3', '--heat-4', '--heat-5'] as const;

/** The class of the highest counts has the strongest colour, however few classes there are. */
export function heatToken(step: number, steps: number): (typeof heatTokens)[number] {
  const place =
    steps <= 1 ? heatTokens.length - 1 : Math.round((step / (steps - 1)) * (heatTokens.length - 1));
  return heatTokens[place]!;
}

export interface HeatDrawing {
  readonly heat: DefectHeat;
  /** The region of a good part; null: no picture of one is kept. */
  readonly picture: HTMLCanvasElement | null;
  /** Width / height of the region. */
  readonly aspect: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The largest box of this shape in the middle of the whole. */
function fitted(width: number, height: number, aspect: number): Box {
  const wide = Math.min(width, height * aspect);
  const high = wide / aspect;
  return { x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high };
}

/** How often defects lay in each cell of the region, over a good part. */
export function heatOption({ heat, picture, aspect }: HeatDrawing, look: ChartLook): EChartsCoreOption {
  const { colour } = look;
  const { columns, rows, cells } = heat;
  const steps = heatSteps(Math.max(0, ...cells));
  const ground: CustomSeriesRenderItem = (_, api) => {
    const box = fitted(api.getWidth(), api.getHeight(), aspect);
    if (picture === null) return { type: 'rect', shape: box, style: { fill: colour('--stage') } };
    return { type: 'image', style: { image: picture, ...box } };
  };
  const cell: CustomSeriesRenderItem = ({ dataIndex }, api) => {
    const box = fitted(api.getWidth(), api.getHeight(), aspect);
    const [width, height] = [box.width / columns, box.height / rows];
    const step = heatStepOf(cells[dataIndex] ?? 0, steps);
    const shape = {
      ...{ x: box.x + (dataIndex % columns) * width, y: box.y + Math.floor(dataIndex / columns) * height },
      ...{ width, height },
    };
    return {
      ...{ type: 'rect', shape },
      style:
        step < 0
          ? { fill: 'transparent' }
          : {
              fill: colour(heatToken(step, steps.length)),
              opacity: 0.4 + (0.45 * (step + 1)) / steps.length,
              stroke: colour('--stage'),
              lineWidth: 0.5,
            },
      emphasis: { style: { stroke: colour('--stage-line'), lineWidth: 3, opacity: 0.9 } },
    };
  };
  return {
    ...chartBase(look),
    tooltip: {
      ...chartBase(look).tooltip,
      trigger: 'item',
      formatter: (params: unknown) => {
        const { dataIndex, seriesIndex } = params as { dataIndex: number; seriesIndex: number };
        const count = cells[dataIndex] ?? 0;
        return seriesIndex === cellSeries && count > 0
          ? chartTip(text('heat.fails', { count }), [cellPlace(dataIndex, heat), text('heat.openCell')])
          : [];
      },
    },
    series: [
      { type: 'custom', coordinateSystem: 'none', renderItem: ground, silent: true, data: [0], z: 1 },
      { type: 'custom', coordinateSystem: 'none', renderItem: cell, data: cells, z: 2 },
    ],
  };
}

/** Where a cell lies, in words. */
export function cellPlace(index: number, { columns, rows }: Pick<DefectHeat, 'columns' | 'rows'>): string {
  return text('heat.place', {
    across: Math.round((((index % columns) + 0.5) / columns) * 100),
    down: Math.round(((Math.floor(index / columns) + 0.5) / rows) * 100),
  });
}
