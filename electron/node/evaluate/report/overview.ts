import { rocCurve } from '../../../../models/evaluation/rocCurve.ts';
import type { Evaluation } from '../evaluation.ts';
import { drawHistogram } from './drawHistogram.ts';
import { drawRoc } from './drawRoc.ts';
import { estimateRange, measure, percent, range, score } from './figures.ts';
import { headOrder } from './headOrder.ts';
import { type Html, html } from './html.ts';
import { aurocSentence, escapeSentences, overkillSentences } from './sentences.ts';
import { sidesOf } from './sides.ts';

/** What was evaluated, and when. */
export function header(evaluation: Evaluation, evaluatedAt: Date): Html {
  const { bundle, head, limit, calibration, images, provider } = evaluation;
  const fact = (name: string, value: string): Html =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<header>
    <div class="eyebrow">Evaluation on images with a known answer</div>
    <h1>${bundle.product}</h1>
    <dl class="facts">
      ${fact('Images', `${images.good} good, ${images.bad} bad`)} ${fact('Head in force', head)}
      ${fact('Limit', score(limit))} ${fact('Bundle', bundle.id)} ${fact('Taught', day(bundle.createdAt))}
      ${fact('Calibration', calibration.id)} ${fact('Run on', provider)}
      ${fact('Evaluated', day(evaluatedAt.toISOString()))}
    </dl>
  </header>`;
}

const day = (time: string): string => time.slice(0, 10);

/** The three figures of the head in force. */
export function tiles(evaluation: Evaluation): Html {
  const figures = evaluation.heads[evaluation.head]!;
  const { escape, overkill, auroc, review } = figures;
  const stopped = escape.of - escape.count;
  const tile = (name: string, figure: Html, what: string, sentences: readonly string[]): Html =>
    html`<section class="panel tile ${name}">
      <div class="what">${what}</div>
      <div class="figure">${figure}</div>
      ${sentences.map((sentence) => html`<p>${sentence}</p>`)}
    </section>`;
  return html`<div class="tiles">
    ${tile(
      'caught',
      html`${stopped} <small>of ${escape.of} &nbsp; ${percent(stopped / escape.of)}</small>`,
      review === undefined ? 'Bad images rejected' : 'Bad images rejected or reviewed',
      escapeSentences(figures),
    )}
    ${tile(
      'kept',
      html`${overkill.count} <small>of ${overkill.of} &nbsp; ${percent(overkill.rate)}</small>`,
      'Good images rejected',
      overkillSentences(evaluation),
    )}
    ${tile(
      'apart',
      html`${measure(auroc.value)} <small>${estimateRange(auroc)}</small>`,
      'How far apart (AUROC)',
      [aurocSentence(evaluation)],
    )}
  </div>`;
}

/** Histogram and ROC curve of the head in force. */
export function inForce(evaluation: Evaluation): Html {
  const { head } = evaluation;
  const { limit, reviewLimit, escape, overkill, auroc } = evaluation.heads[head]!;
  const { goods, bads } = sidesOf(evaluation, head);
  const others = headOrder(evaluation)
    .filter(([name]) => name !== head)
    .map(([name]) => sidesOf(evaluation, name));
  return html`<div class="split">
    <section class="panel">
      <h3>Scores by <code>${head}</code>, higher is worse</h3>
      ${drawHistogram({
        ...{ goods, bads, limit, reviewLimit, width: 640, height: 372 },
        label: `Histogram of ${head}: ${goods.length} good and ${bads.length} bad images, limit ${score(limit)}`,
      })}
      ${legend(goods.length, bads.length)}
    </section>
    <section class="panel">
      <h3>Every limit at once (ROC)</h3>
      ${drawRoc({
        curve: rocCurve(goods, bads),
        others: others.map((other) => rocCurve(other.goods, other.bads)),
        // What is left for review is neither caught nor rejected here.
        atLimit: { overkill: overkill.rate, caught: shareAbove(bads, limit) },
        side: 328,
        label: `ROC curve of ${head}: AUROC ${measure(auroc.value)}; at the limit ${range([1 - escape.rate, overkill.rate])}`,
      })}
      <div class="legend">
        <span>${swatch('curve')} ${head}</span><span>${swatch('otherCurve')} other heads</span
        ><span>${swatch('atLimit')} limit in force</span>
      </div>
    </section>
  </div>`;
}

const shareAbove = (scores: readonly number[], limit: number): number =>
  scores.filter((each) => each > limit).length / scores.length;

/** What the bars of a histogram are. */
export function legend(goods: number, bads: number): Html {
  return html`<div class="legend">
    <span>${swatch('goodBar')} ${goods} good, upwards</span
    ><span>${swatch('badBar')} ${bads} bad, downwards</span
    ><span>${swatch('limitLine')} right of the limit is rejected; compressed scale</span>
  </div>`;
}

const swatches = {
  goodBar: html`<rect class="goodBar" width="22" height="13" rx="2" />`,
  badBar: html`<rect class="badBar" x="0.5" y="0.5" width="21" height="12" rx="2" />`,
  limitLine: html`<line class="limitLine" x1="11" x2="11" y1="0" y2="13" />`,
  curve: html`<path class="curve" d="M0 7H22" />`,
  otherCurve: html`<path class="otherCurve" d="M0 7H22" />`,
  atLimit: html`<circle class="atLimit" cx="11" cy="6.5" r="5" />`,
} as const;

function swatch(name: keyof typeof swatches): Html {
  return html`<svg viewBox="0 0 22 13" aria-hidden="true">${swatches[name]}</svg>`;
}
