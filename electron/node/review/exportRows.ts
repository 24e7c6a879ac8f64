import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReviewedInspection } from '../../common/historyAnswers.ts';
import type { Review } from '../../common/inspection.ts';
import type { StationDatabase } from '../store/db.ts';
import { reviewedInspections } from '../store/inspections.ts';
import { statement } from '../store/statement.ts';
import { pieces, stretches } from './quarters.ts';
import type { Selection } from './selection.ts';

/** An inspection with its newest review, null when nobody reviewed it. */
export interface ExportRow {
  readonly inspection: ReviewedInspection;
  readonly review: Review | null;
}

const rowsAtOnce = 500;

/**
 * Everything that is selected, up to a place in the log, some hundred rows at a time with turns for others in between. No read lasts
 * longer than a piece, so that the writer's log can be tidied up meanwhile.
 */
export async function* exportRows(
  db: StationDatabase,
  selection: Selection,
  sort: 'newest' | 'oldest',
  upTo: number,
): AsyncGenerator<readonly ExportRow[], void> {
  const { from, place, where, values } = selection;
  for (const { low, high } of pieces(stretches(db, selection, upTo), sort === 'newest')) {
    const sequences = statement<{ sequence: number }>(
      db,
      `SELECT f.sequence AS sequence FROM ${from} WHERE ${place} BETWEEN ? AND ? AND ${where}
        ORDER BY f.sequence ${sort === 'newest' ? 'DESC' : 'ASC'}`,
    )
      .all(low, high, ...values)
      .map(({ sequence }) => sequence);
    for (let at = 0; at < sequences.length; at += rowsAtOnce) {
      yield reviewedInspections(db, sequences.slice(at, at + rowsAtOnce)).map((inspection) => ({
        inspection,
        review: inspection.newestReview,
      }));
      await nextTurn();
    }
    await nextTurn();
  }
}
