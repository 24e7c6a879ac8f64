import type { Evaluation } from '../evaluation.ts';
import { measure } from './figures.ts';
import { headOrder } from './headOrder.ts';
import { shareCell, whisker } from './headTable.ts';
import { type Html, html } from './html.ts';

/** What the head in force does defect by defect, and which head sees which defect. */
export function defectTables(evaluation: Evaluation): Html | null {
  const { defects } = evaluation.heads[evaluation.head]!;
  const names = Object.keys(defects);
  if (names.length < 2) return null;
  return html`<h2>Defect by defect</h2>
    <section class="panel scroll">
      <table>
        <thead>
          <tr>
            <th>Defect</th>
            <th class="number">AUROC of ${evaluation.head}</th>
            <th>0.5 to 1, 95 % interval</th>
            <th class="number">Images escaped</th>
          </tr>
        </thead>
        <tbody>
          ${Object.entries(defects).map(
            ([defect, { auroc, escape }]) =>
              html`<tr>
                <td>${defect}</td>
                <td class="number">${measure(auroc.value)}</td>
                <td>${whisker(auroc)}</td>
                <td class="number">${shareCell(escape)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>
    <section class="panel scroll">
      <h3>Which head sees which defect (AUROC)</h3>
      <table class="heat">
        <thead>
          <tr>
            <th></th>
            ${names.map((defect) => html`<th style="text-align: center">${defect}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${headOrder(evaluation).map(
            ([head, figures]) =>
              html`<tr>
                <td><code>${head}</code></td>
                ${names.map((defect) => heatCell(figures.defects[defect]!.auroc.value))}
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
}

/** The further above chance, the deeper the ground. */
function heatCell(auroc: number): Html {
  const depth = Math.round(80 * Math.max(0, (auroc - 0.5) / 0.5) ** 2);
  const ground = `background: color-mix(in srgb, var(--accent) ${depth}%, transparent)`;
  const ink = depth > 60 ? '; color: var(--surface)' : '';
  return html`<td class="cell" style="${ground}${ink}">${measure(auroc)}</td>`;
}
