import { score } from './figures.ts';
import { histogramBins } from './histogramBins.ts';
import { type Html, html } from './html.ts';
import { roundScores, scoreScale } from '../../../common/scoreScale.ts';

export interface HistogramOptions {
  readonly goods: readonly number[];
  readonly bads: readonly number[];
  readonly limit: number;
  readonly reviewLimit?: number | undefined;
  readonly width: number;
  readonly height: number;
  /** What the picture shows, for those who cannot see it. */
  readonly label: string;
}

const edge = { left: 26, right: 8, top: 22, bottom: 24 } as const;
const binPx = 14;
const tickPx = 64;

/**
 * Good images upwards in green, bad ones downwards in hatched red, on one scale: where a bar is tells which it is
 * without its colour.
 */
export function drawHistogram(options: HistogramOptions): Html {
  const { goods, bads, limit, reviewLimit, width, height, label } = options;
  const scale = scoreScale(goods, bads, limit);
  const inner = width - edge.left - edge.right;
  const bins = histogramBins(goods, bads, limit, scale, Math.round(inner / binPx));
  const x = (place: number): number => edge.left + Math.min(1, Math.max(0, place)) * inner;
  const [mostGood, mostBad] = [Math.max(...bins.goods), Math.max(...bins.bads)];
  const bottom = height - edge.bottom;
  const unit = (bottom - edge.top) / (mostGood + mostBad);
  const base = edge.top + mostGood * unit;
  const bars = (kind: 'good' | 'bad', counts: readonly number[]): Html[] =>
    counts.flatMap((images, bin) => {
      if (images === 0) return [];
      const left = x(bins.from + bin * bins.width) + 0.5;
      const right = x(bins.from + (bin + 1) * bins.width) - 0.5;
      const tall = images * unit;
      return [
        html`<rect
          class="${kind}Bar"
          x="${px(left)}"
          y="${px(kind === 'good' ? base - tall : base)}"
          width="${px(right - left)}"
          height="${px(tall)}"
        >
          <title>${images} ${kind}</title>
        </rect>`,
      ];
    });
  const mark = (name: string, at: number, word: string): Html => {
    const place = x(scale.place(at));
    const leftwards = place > width * 0.8;
    return html`<line
        class="${name}"
        x1="${px(place)}"
        x2="${px(place)}"
        y1="${edge.top - 8}"
        y2="${bottom}"
      />
      <text
        class="limitWord"
        x="${px(place + (leftwards ? -5 : 5))}"
        y="${edge.top - 9}"
        text-anchor="${leftwards ? 'end' : 'start'}"
      >
        ${word}
      </text>`;
  };
  const count = (images: number, y: number): Html | null =>
    images === 0
      ? null
      : html`<text class="tick" x="${edge.left - 5}" y="${y}" text-anchor="end">${images}</text>`;
  const atLimit = x(scale.place(limit));
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
    <rect
      class="failGround"
      x="${px(atLimit)}"
      y="${edge.top - 8}"
      width="${px(width - edge.right - atLimit)}"
      height="${bottom - edge.top + 8}"
    />
    ${bars('good', bins.goods)}${bars('bad', bins.bads)}
    <line class="axis" x1="${edge.left}" x2="${width - edge.right}" y1="${px(base)}" y2="${px(base)}" />
    ${roundScores(scale, tickPx / inner).map((value) => {
      const at = px(x(scale.place(value)));
      return html`<line class="tickMark" x1="${at}" x2="${at}" y1="${bottom}" y2="${bottom + 4}" />
        <text class="tick" x="${at}" y="${height - 6}" text-anchor="middle">${score(value)}</text>`;
    })}
    ${count(mostGood, edge.top + 4)}${count(mostBad, bottom + 4)} ${mark('limitLine', limit, 'limit')}
    ${reviewLimit === undefined ? null : mark('reviewLine', reviewLimit, 'review')}
  </svg>`;
}

const px = (value: number): string => String(Math.round(value * 100) / 100);
