import type { ChartLook } from './chartLook.ts';

/** What every chart shares: letters, motion and the box under the pointer. Spread it first into an option. */
export function chartBase(look: ChartLook) {
  const { colour, fontPx, family, isStill } = look;
  return {
    animation: !isStill,
    animationDuration: 200,
    animationDurationUpdate: 200,
    textStyle: { fontFamily: family, fontSize: fontPx, color: colour('--ink') },
    tooltip: {
      // Confined it has no arrow, which would be a text with a style in it.
      confine: true,
      className: 'chartTip',
      backgroundColor: colour('--raised'),
      borderColor: colour('--line-strong'),
      borderWidth: 1,
      padding: [6, 10] as [number, number],
      textStyle: { color: colour('--ink'), fontFamily: family, fontSize: fontPx },
      transitionDuration: 0,
      axisPointer: {
        lineStyle: { color: colour('--ink-soft'), width: 1 },
        crossStyle: { color: colour('--ink-soft') },
        label: { show: false },
      },
    },
  };
}

/** Lines, ticks and letters of an axis; spread it into `xAxis` and `yAxis`. */
export function chartAxis({ colour, fontPx, family }: ChartLook) {
  return {
    axisLine: { lineStyle: { color: colour('--line-strong') } },
    axisTick: { lineStyle: { color: colour('--line-strong') } },
    axisLabel: { color: colour('--ink-soft'), fontSize: fontPx, fontFamily: family, hideOverlap: true },
    splitLine: { lineStyle: { color: colour('--line'), width: 1 } },
    nameTextStyle: { color: colour('--ink-soft'), fontSize: fontPx, fontFamily: family },
  };
}
