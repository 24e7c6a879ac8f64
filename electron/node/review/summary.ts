import type { FilterSummary, ReviewCounts } from '../../common/historyAnswers.ts';
import type { InspectionFilter } from '../../common/inspectionFilter.ts';
import type { Counts } from '../../common/stationState.ts';
import { quarterHourMs } from '../store/countRows.ts';
import type { StationDatabase } from '../store/db.ts';
import { cellsOf, type Cell } from './cells.ts';
import { select } from './selection.ts';

/** How many of what is filtered passed, failed, were reviewed. */
export async function summaryOf(db: StationDatabase, filter: InspectionFilter): Promise<FilterSummary> {
  // One slot for all of time.
  const lengthMs = 1e10 * quarterHourMs;
  return tally(await cellsOf(db, select(db, filter), { originMs: 0, lengthMs, perCondition: false }));
}

/** Sums of cells by verdict and by review. */
export function tally(cells: readonly Cell[]): { counts: Counts; reviews: ReviewCounts } {
  const counts = { pass: 0, fail: 0, review: 0, unreadable: 0 };
  const reviews = { none: 0, confirmed: 0, overturned: 0, decided: 0 };
  for (const { verdict, inspections, confirmed, overturned, decided } of cells) {
    counts[verdict] += inspections;
    reviews.none += inspections - confirmed - overturned - decided;
    reviews.confirmed += confirmed;
    reviews.overturned += overturned;
    reviews.decided += decided;
  }
  return { counts, reviews };
}
