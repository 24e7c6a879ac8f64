import type { ReportOrder } from '../../../common/report.ts';
import { newestVersion } from '../../store/recipes.ts';
import type { StationDatabase } from '../../store/db.ts';
import { localDate } from './localTimes.ts';
import { calibrationPart } from './parts/calibration.ts';
import { challengesPart } from './parts/challengeTable.ts';
import { defectPlacesPart } from './parts/defectPlaces.ts';
import { overTimePart } from './parts/overTime.ts';
import { reasonsPart } from './parts/reasons.ts';
import { byRecipePart, totalsPart } from './parts/totals.ts';
import { versionsPart } from './parts/versions.ts';
import { worstImagesPart } from './parts/worstImages.ts';
import type { ReportPlan } from './reportTask.ts';

/** What a product is inspected by, and how it went over time. */
export function productReport(
  db: StationDatabase,
  { recipeId, from, to }: Extract<ReportOrder, { kind: 'product' }>,
): ReportPlan {
  const newest = newestVersion(db, recipeId);
  if (newest === undefined) throw new Error(`There is no product with the id ${recipeId}.`);
  const simulated = newest.purpose === 'demo' ? ({ simulated: 'with' } as const) : {};
  const filter = { from, to, recipeIds: [recipeId], ...simulated };
  const isDemo = newest.purpose === 'demo' ? ', demonstration' : '';
  return {
    title: `Product report${isDemo}, ${localDate(from)} to ${localDate(Date.parse(to) - 1)}`,
    subtitle: newest.settings.product,
    parts: [
      totalsPart(filter),
      versionsPart(recipeId),
      calibrationPart(newest),
      byRecipePart(filter),
      overTimePart(filter),
      reasonsPart(filter),
      defectPlacesPart(filter, newest),
      worstImagesPart(filter),
      challengesPart({ from, to, recipeId }),
    ],
  };
}
