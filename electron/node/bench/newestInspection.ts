import type { Inspection, ResultId } from '../../common/inspection.ts';
import type { StationDatabase } from '../store/db.ts';
import { findInspection } from '../store/inspections.ts';

/** The last row of a log. Throws when it is empty. */
export function readNewestInspection(db: StationDatabase): Inspection {
  const resultId = db
    .prepare('SELECT resultId FROM inspections ORDER BY sequence DESC LIMIT 1')
    .pluck()
    .get();
  const found = findInspection(db, resultId as ResultId);
  if (found === undefined) throw new Error('The log is empty.');
  return found;
}
