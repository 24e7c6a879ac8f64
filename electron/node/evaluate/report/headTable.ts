import type { Estimate } from '../../../../models/evaluation/headFigures.ts';
import type { Share } from '../../../../models/evaluation/share.ts';
import type { Evaluation } from '../evaluation.ts';
import { estimateRange, measure, percent, range } from './figures.ts';
import { headOrder } from './headOrder.ts';
import { type Html, html } from './html.ts';

/** All heads beside each other, each at the limit it would have. */
export function headTable(evaluation: Evaluation): Html {
  const rows = headOrder(evaluation).map(([head, figures]) => {
    const inForce = head === evaluation.head;
    const wrongWay = figures.auroc.interval[1] < 0.5;
    return html`<tr class="${inForce ? 'inForce' : ''}">
      <td>
        <code>${head}</code>${inForce ? html`<span class="badge">in force</span>` : null}${
          wrongWay ? html`<span class="badge warn">wrong way round</span>` : null
        }
      </td>
      <td class="number">${measure(figures.auroc.value)}</td>
      <td>${whisker(figures.auroc)}</td>
      <td class="number">${measure(figures.averagePrecision)}</td>
      <td class="number">${shareCell(figures.escape)}</td>
      <td class="number">${shareCell(figures.overkill)}</td>
    </tr>`;
  });
  return html`<h2>Every head on the same images</h2>
    <p class="lead">
      Each head is judged at the limit it would have, were it in force. The bar is the 95 % interval of the
      AUROC: heads whose bars overlap widely are not told apart by so few images.
    </p>
    <section class="panel scroll">
      <table>
        <thead>
          <tr>
            <th>Head</th>
            <th class="number">AUROC</th>
            <th>0.5 to 1, 95 % interval</th>
            <th class="number">Average precision</th>
            <th class="number">Bad images escaped</th>
            <th class="number">Good images rejected</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </section>`;
}

/** A share with its two-sided interval. */
export function shareCell(share: Share): Html {
  return html`${share.count}
    <small>of ${share.of} · ${percent(share.rate)} (${range(share.interval)})</small>`;
}

/** An AUROC and its interval on a line from 0.5 to 1. */
export function whisker(auroc: Estimate): Html {
  const x = (value: number): number => Math.round(1900 * Math.max(0, (value - 0.5) / 0.5)) / 10;
  const [low, high] = auroc.interval;
  return html`<svg class="whisker" viewBox="-5 0 200 16" role="img" aria-label="${estimateRange(auroc)}">
    <title>${estimateRange(auroc)}</title>
    <line class="track" x1="0" x2="190" y1="8" y2="8" />
    <line class="span" x1="${x(low)}" x2="${x(high)}" y1="8" y2="8" />
    ${auroc.value >= 0.5 ? html`<circle class="dot" cx="${x(auroc.value)}" cy="8" r="4.5" />` : null}
  </svg>`;
}
