import type { InspectionFilter } from '../../../../common/inspectionFilter.ts';
import { summaryOf } from '../../summary.ts';
import { yieldRows } from '../../yieldRows.ts';
import { drawTable, drawTiles } from '../drawing/table.ts';
import { failInk } from '../drawing/colours.ts';
import type { ReportPart } from '../reportTask.ts';

export const percent = (share: number | null, digits = 1): string =>
  share === null || Number.isNaN(share) ? 'none' : `${(share * 100).toFixed(digits)} %`;

/** How many parts were inspected and passed, and what reviews said of the verdicts. */
export function totalsPart(filter: InspectionFilter): ReportPart {
  return async ({ db, sheet }) => {
    const { counts, reviews } = await summaryOf(db, filter);
    const judged = counts.pass + counts.fail + counts.review;
    drawTiles(sheet, [
      { figure: String(judged + counts.unreadable), what: 'inspected' },
      { figure: percent(judged === 0 ? null : counts.pass / judged), what: 'yield' },
      { figure: String(counts.pass), what: 'pass' },
      { figure: String(counts.fail), what: 'fail', ...(counts.fail > 0 && { colour: failInk }) },
      { figure: String(counts.review), what: 'left for review' },
      { figure: String(counts.unreadable), what: 'unreadable' },
    ]);
    const reviewed = reviews.confirmed + reviews.overturned + reviews.decided;
    sheet.paragraph(
      `Yield is pass of what was judged; unreadable images count as neither. ${reviewed} were reviewed: ` +
        `${reviews.confirmed} confirmed, ${reviews.overturned} overturned, ${reviews.decided} decided.`,
    );
    sheet.advance(6);
  };
}

/** The same by product and version of its recipe. */
export function byRecipePart(filter: InspectionFilter): ReportPart {
  return async ({ db, sheet }) => {
    const rows = await yieldRows(db, { filter, per: 'recipe', shiftStartHours: [0] });
    if (rows.length === 0) return;
    sheet.heading('By product and recipe');
    drawTable(
      sheet,
      [
        { heading: 'Product', share: 4 },
        ...['Recipe', 'Pass', 'Fail', 'Review', 'Unreadable', 'Yield', 'Overturned'].map((heading) => ({
          ...{ heading, share: 1.2, isNumber: true },
        })),
      ],
      rows.map(({ product, recipeVersion, counts, reviews, yield: share }) => [
        product ?? '',
        `v${recipeVersion ?? ''}`,
        ...[counts.pass, counts.fail, counts.review, counts.unreadable].map(String),
        percent(share),
        String(reviews.overturned),
      ]),
    );
  };
}
