import type { Estimate } from '../../../../models/evaluation/headFigures.ts';
import type { Share } from '../../../../models/evaluation/share.ts';

/** A share as a percentage: one decimal, or two below 1 %; never rounded to 0 or 100 when it is neither. The space does not break. */
export function percent(share: number): string {
  const shown = (100 * share).toFixed(share > 0 && share < 0.01 ? 2 : 1);
  const bounded =
    share > 0 && Number(shown) === 0 ? '< 0.01' : share < 1 && Number(shown) === 100 ? '> 99.9' : shown;
  return `${bounded.replace(/\.0+$/, '')} %`;
}

export const range = ([low, high]: readonly [number, number]): string =>
  `${percent(low)} to ${percent(high)}`;

/** Sums of shares that make 1 miss it by rounding. */
const rounding = 1e-12;

/** An AUROC or the like, 0..1, three decimals; below 1 unless it is 1. */
export function measure(value: number): string {
  return value < 1 - rounding && value >= 0.9995 ? '> 0.999' : value.toFixed(3);
}

export const estimateRange = ({ interval: [low, high] }: Estimate): string =>
  `${measure(low)} to ${measure(high)}`;

/** A raw score with four digits. */
export const score = (value: number): string => String(Number(value.toPrecision(4)));

export const ofCount = ({ count, of }: Share): string => `${count} of ${of}`;

export const images = (count: number, what: string): string =>
  `${count} ${what} ${count === 1 ? 'image' : 'images'}`;
