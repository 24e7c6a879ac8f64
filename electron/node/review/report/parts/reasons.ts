import type { InspectionFilter } from '../../../../common/inspectionFilter.ts';
import { reasonsOf } from '../../reasons.ts';
import { drawParetoBars } from '../drawing/paretoBars.ts';
import { accent } from '../drawing/colours.ts';
import type { ReportPart } from '../reportTask.ts';

const mostEntries = 12;

/** Words for the causes an image or part was not passed by. */
const causeWords: Readonly<Record<string, string>> = {
  notFound: 'fail: part not found near its place',
};

/** Why parts did not pass, and what people said of what they reviewed. */
export function reasonsPart(filter: InspectionFilter): ReportPart {
  return async ({ db, sheet }) => {
    const { causes, reviews } = await reasonsOf(db, filter);
    sheet.heading('Why parts did not pass');
    if (causes.length === 0) sheet.paragraph('Every part passed.');
    drawParetoBars(
      sheet,
      causes.slice(0, mostEntries).map(({ verdict, cause, count }) => ({
        label:
          cause === null
            ? verdict === 'fail'
              ? 'fail: score above the limit'
              : 'unreadable: cause not kept'
            : (causeWords[cause] ?? `${verdict}: ${cause}`),
        count,
      })),
    );
    if (reviews.length === 0) return;
    sheet.heading('What reviews said');
    drawParetoBars(
      sheet,
      reviews.slice(0, mostEntries).map(({ reasonCode, outcome, count }) => ({
        label: `${outcome}: ${reasonCode ?? 'no reason code'}`,
        count,
      })),
      accent,
    );
  };
}
