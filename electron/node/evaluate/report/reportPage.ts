import type { Evaluation } from '../evaluation.ts';
import type { Mistakes } from './chooseMistakes.ts';
import { defectTables } from './defectTables.ts';
import type { Pictures } from './drawMistakes.ts';
import { headCards } from './headCards.ts';
import { headTable } from './headTable.ts';
import { Html, html } from './html.ts';
import { mistakeGalleries } from './mistakeGalleries.ts';
import { header, inForce, tiles } from './overview.ts';
import { reportStyle } from './reportStyle.ts';
import { footer, pixelPanel, unreadablePanel } from './smallPrint.ts';

export interface ReportContent {
  readonly evaluation: Evaluation;
  readonly mistakes: Mistakes;
  /** By file. */
  readonly pictures: ReadonlyMap<string, Pictures>;
  readonly evaluatedAt: Date;
}

/** The whole report: one page that needs nothing beside itself and runs no script. */
export function reportPage({ evaluation, mistakes, pictures, evaluatedAt }: ReportContent): string {
  const sections = [
    header(evaluation, evaluatedAt),
    tiles(evaluation),
    inForce(evaluation),
    mistakeGalleries(evaluation, mistakes, pictures),
    headTable(evaluation),
    defectTables(evaluation),
    pixelPanel(evaluation),
    headCards(evaluation),
    unreadablePanel(evaluation),
    footer(evaluation),
  ];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Evaluation of ${evaluation.bundle.product}</title>
        <style>
          ${new Html(reportStyle)}
        </style>
      </head>
      <body>
        ${hatching}
        <main>${sections.filter((section) => section !== null)}</main>
      </body>
    </html>`.markup;
}

/** Red stripes: bad images are told from good ones without colour too. */
const hatching = html`<svg width="0" height="0" style="position: absolute" aria-hidden="true">
  <defs>
    <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill="var(--bad-soft)" />
      <line x1="0" y1="0" x2="0" y2="5" stroke="var(--bad)" stroke-width="4.2" />
    </pattern>
  </defs>
</svg>`;
