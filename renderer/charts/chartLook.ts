/** What the theme and the screen say of how a chart is drawn. */
export interface ChartLook {
  /** Value of a custom property of tokens.css in the theme in force: `colour('--ink')`. */
  readonly colour: (token: `--${string}`) => string;
  /** Letters of the size of `--type-small`, in CSS pixels. */
  readonly fontPx: number;
  readonly family: string;
  /** The person asked for reduced motion. */
  readonly isStill: boolean;
}

const smallRem = 0.8125;

export function readChartLook(): ChartLook {
  const style = getComputedStyle(document.documentElement);
  const colour = (token: string) => style.getPropertyValue(token).trim();
  return {
    colour,
    fontPx: Math.round(Number.parseFloat(style.fontSize) * smallRem),
    family: colour('--family'),
    isStill: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  };
}
