import type { RocPoint } from '../../../../models/evaluation/rocCurve.ts';
import { type Html, html } from './html.ts';

export interface RocOptions {
  /** Of the head in force. */
  readonly curve: readonly RocPoint[];
  /** Of the other heads, drawn faintly. */
  readonly others: readonly (readonly RocPoint[])[];
  /** Where the limit in force stands on the curve. */
  readonly atLimit: RocPoint;
  readonly side: number;
  readonly label: string;
}

const edge = { left: 44, right: 10, top: 10, bottom: 38 } as const;
const shares = [0, 0.25, 0.5, 0.75, 1];

/** Bad images caught over good ones rejected, from the strictest limit to the loosest. */
export function drawRoc({ curve, others, atLimit, side, label }: RocOptions): Html {
  const x = (share: number): number => edge.left + share * (side - edge.left - edge.right);
  const y = (share: number): number => side - edge.bottom - share * (side - edge.top - edge.bottom);
  const path = (points: readonly RocPoint[]): string =>
    points
      .map(({ overkill, caught }, i) => `${i === 0 ? 'M' : 'L'}${px(x(overkill))} ${px(y(caught))}`)
      .join('');
  return html`<svg class="chart" viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}">
    ${shares.map(
      (share) =>
        html`<line class="grid" x1="${px(x(share))}" x2="${px(x(share))}" y1="${px(y(0))}" y2="${px(y(1))}" />
          <line class="grid" x1="${px(x(0))}" x2="${px(x(1))}" y1="${px(y(share))}" y2="${px(y(share))}" />
          <text class="tick" x="${px(x(share))}" y="${px(y(0) + 15)}" text-anchor="middle"
            >${100 * share}</text
          >
          <text class="tick" x="${edge.left - 6}" y="${px(y(share) + 4)}" text-anchor="end"
            >${100 * share}</text
          >`,
    )}
    <line class="chance" x1="${px(x(0))}" x2="${px(x(1))}" y1="${px(y(0))}" y2="${px(y(1))}" />
    ${others.map((points) => html`<path class="otherCurve" d="${path(points)}" />`)}
    <path class="curve" d="${path(curve)}" />
    <circle class="atLimit" cx="${px(x(atLimit.overkill))}" cy="${px(y(atLimit.caught))}" r="6" />
    <text class="axisWord" x="${px((x(0) + x(1)) / 2)}" y="${side - 5}" text-anchor="middle">
      good images rejected, %
    </text>
    <text
      class="axisWord"
      transform="translate(11 ${px((y(0) + y(1)) / 2)}) rotate(-90)"
      text-anchor="middle"
    >
      bad images caught, %
    </text>
  </svg>`;
}

const px = (value: number): string => String(Math.round(value * 100) / 100);
