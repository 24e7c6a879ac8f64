import type { ResultId } from '../../common/inspection.ts';
import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import type { Value } from './controlChart.ts';
import { pieces, stretches } from './quarters.ts';
import type { Selection } from './selection.ts';

/** The newest or oldest scores of a selection of what was scored, in that order. */
export function imageValues(
  db: StationDatabase,
  selection: Selection,
  end: 'newest' | 'oldest',
  count: number,
): Value[] {
  const { from, place, where, values } = selection;
  const newestFirst = end === 'newest';
  const found: Value[] = [];
  for (const { low, high } of pieces(stretches(db, selection, Number.MAX_SAFE_INTEGER), newestFirst)) {
    type Row = { resultId: ResultId; createdAt: string; verdict: string; score: number };
    const rows = statement<Row>(
      db,
      `SELECT n.resultId, n.createdAt, n.verdict, n.score FROM ${from}
        JOIN inspections n ON n.sequence = f.sequence WHERE ${place} BETWEEN ? AND ? AND ${where}
        ORDER BY f.sequence ${newestFirst ? 'DESC' : 'ASC'} LIMIT ?`,
    ).all(low, high, ...values, count - found.length);
    for (const { verdict, score, ...rest } of rows) {
      found.push({ ...rest, value: score, inspections: 1, failed: verdict === 'fail' });
    }
    if (found.length >= count) break;
  }
  return found;
}
