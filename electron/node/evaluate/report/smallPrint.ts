import type { Evaluation } from '../evaluation.ts';
import { measure } from './figures.ts';
import { headOrder } from './headOrder.ts';
import { type Html, html } from './html.ts';

/** How well the maps lie on the defects, where masks say where they are. */
export function pixelPanel(evaluation: Evaluation): Html | null {
  const { masks } = evaluation;
  if (masks === null) return null;
  const rows = headOrder(evaluation).flatMap(([head, { pixels }]) => (pixels ? [{ head, pixels }] : []));
  const notes = [
    ...(masks.missing.length > 0
      ? [`${masks.missing.length} bad images have no mask and are left out here.`]
      : []),
    ...masks.unusable.map(({ file, reason }) => `${file}: ${reason} It is left out here.`),
    ...(masks.stray.length > 0
      ? [`${masks.stray.length} masks belong to no image: ${masks.stray.join(', ')}.`]
      : []),
  ];
  return html`<h2>Where the maps lie</h2>
    <p class="lead">
      ${
        rows[0] === undefined
          ? 'No mask could be used, so nothing is known about where the maps lie.'
          : `Against ${masks.used} masks with ${rows[0].pixels.regions} separate defects. The overlap (PRO) counts a small defect as much as a large one, up to ${100 * rows[0].pixels.falsePositiveRate} % of the good pixels marked.`
      }
    </p>
    <section class="panel">
      ${
        rows.length === 0
          ? null
          : html`<table>
              <thead>
                <tr>
                  <th>Map of</th>
                  <th class="number">Pixel AUROC</th>
                  <th class="number">Per-region overlap (PRO)</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  ({ head, pixels }) =>
                    html`<tr class="${head === evaluation.head ? 'inForce' : ''}">
                      <td><code>${head}</code></td>
                      <td class="number">${measure(pixels.auroc)}</td>
                      <td class="number">${measure(pixels.pro)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
      ${
        notes.length === 0
          ? null
          : html`<ul class="plain soft">
              ${notes.map((note) => html`<li>${note}</li>`)}
            </ul>`
      }
    </section>`;
}

/** Images that could not be inspected. */
export function unreadablePanel({ unreadable }: Evaluation): Html | null {
  if (unreadable.length === 0) return null;
  return html`<h2>Not inspected</h2>
    <section class="panel">
      <p>
        ${unreadable.length} ${unreadable.length === 1 ? 'image' : 'images'} could not be read and count as
        neither good nor bad.
      </p>
      <ul class="plain">
        ${unreadable.map(({ file, kind, reason }) => html`<li><code>${file}</code> (${kind}): ${reason}</li>`)}
      </ul>
    </section>`;
}

/** How the figures come about. */
export function footer({ bundle }: Evaluation): Html {
  return html`<footer>
    <p>
      Escape and overkill with exact two-sided 95 % intervals (Clopper and Pearson 1934). AUROC by rank, ties
      counted half, with Newcombe's interval (2006, method 5). Average precision as the sum of precision over
      steps of recall. Per-region overlap after Bergmann et al. 2021. What the calibration promises of further
      good images is a beta-binomial prediction (Wilks 1942).
    </p>
    <p>These figures hold for images that neither teaching nor calibration has seen. Bundle ${bundle.id}.</p>
  </footer>`;
}
