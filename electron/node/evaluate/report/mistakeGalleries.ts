import type { Evaluation, ScoredImage } from '../evaluation.ts';
import { goodKind } from '../testSet.ts';
import type { Mistakes } from './chooseMistakes.ts';
import type { Pictures } from './drawMistakes.ts';
import { score } from './figures.ts';
import { type Html, html } from './html.ts';

/** The images worth looking at, each beside its anomaly map. */
export function mistakeGalleries(
  evaluation: Evaluation,
  { bads, badsAreMistakes, goods, goodsAreMistakes }: Mistakes,
  pictures: ReadonlyMap<string, Pictures>,
): Html {
  const { escape, overkill } = evaluation.heads[evaluation.head]!;
  const gallery = (images: readonly ScoredImage[]): Html =>
    html`<div class="gallery">
      ${images.map((image) => mistake(evaluation, image, pictures.get(image.file)))}
    </div>`;
  return html`<h2>${badsAreMistakes ? 'Escapes: bad images that passed' : 'No bad image passed'}</h2>
    <p class="lead">
      ${
        badsAreMistakes
          ? `${shown(bads.length, escape.count)}, the lowest score first. At the right the anomaly map on its fixed scale: the dark line is where the evidence reaches the limit.`
          : 'These came nearest to passing. At the right the anomaly map on its fixed scale: the dark line is where the evidence reaches the limit.'
      }
    </p>
    ${gallery(bads)}
    <h2>${goodsAreMistakes ? 'Overkill: good images that were rejected' : 'No good image was rejected'}</h2>
    <p class="lead">
      ${goodsAreMistakes ? `${shown(goods.length, overkill.count)}, the highest score first.` : 'These came nearest to the limit.'}
    </p>
    ${gallery(goods)}`;
}

const shown = (drawn: number, all: number): string =>
  drawn === all ? (all === 1 ? 'The only one' : `All ${all}`) : `The worst ${drawn} of ${all}`;

function mistake(
  { head, limit }: Evaluation,
  { file, kind, verdict, scores }: ScoredImage,
  pictures: Pictures | undefined,
): Html {
  const raw = scores[head] ?? NaN;
  const what = kind === goodKind ? 'Good' : `Bad: ${kind}`;
  return html`<figure class="panel mistake">
    ${
      pictures === undefined
        ? html`<p class="soft">The file cannot be read any more.</p>`
        : html`<div class="pair">
            <img alt="${what}, ${file}" src="${jpeg(pictures.image)}" />
            <img alt="Anomaly map of ${file}" src="${jpeg(pictures.overlay)}" />
          </div>`
    }
    <figcaption>
      ${limit > 0 ? meter(raw / limit, verdict) : null}
      <span><span class="score">${what}</span> · ${verdict}</span>
      <span
        >${limit > 0 ? `${(raw / limit).toFixed(2)} × limit (score ${score(raw)})` : `score ${score(raw)}, limit ${score(limit)}`}</span
      >
      <span class="code">${file}</span>
    </figcaption>
  </figure>`;
}

/** Score over limit from 0 to 2, the limit in the middle. */
function meter(ratio: number, verdict: string): Html {
  const share = Math.min(100, Math.max(0, 50 * ratio));
  return html`<div class="meter" aria-hidden="true">
    <i class="${verdict}" style="width: ${share.toFixed(1)}%"></i><b></b>
  </div>`;
}

const jpeg = (bytes: Buffer): string => `data:image/jpeg;base64,${bytes.toString('base64')}`;
