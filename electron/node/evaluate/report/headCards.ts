import type { Evaluation } from '../evaluation.ts';
import { drawHistogram } from './drawHistogram.ts';
import { estimateRange, measure, ofCount, score } from './figures.ts';
import { headOrder } from './headOrder.ts';
import { type Html, html } from './html.ts';
import { sidesOf } from './sides.ts';

/** A histogram of each head that is not in force. */
export function headCards(evaluation: Evaluation): Html | null {
  const others = headOrder(evaluation).filter(([head]) => head !== evaluation.head);
  if (others.length === 0) return null;
  return html`<h2>The other heads</h2>
    <p class="lead">
      Good images upwards, bad ones downwards; the broken line is the limit that head would have.
    </p>
    <div class="cards">
      ${others.map(([head, { auroc, limit, escape, overkill }]) => {
        const { goods, bads } = sidesOf(evaluation, head);
        const label = `Histogram of ${head}: ${goods.length} good and ${bads.length} bad images, limit ${score(limit)}`;
        return html`<section class="panel card">
          <header>
            <h3><code>${head}</code></h3>
            <span>AUROC ${measure(auroc.value)} <small>(${estimateRange(auroc)})</small></span>
          </header>
          ${drawHistogram({ goods, bads, limit, width: 320, height: 180, label })}
          <p>${ofCount(escape)} bad escape, ${ofCount(overkill)} good rejected.</p>
        </section>`;
      })}
    </div>`;
}
