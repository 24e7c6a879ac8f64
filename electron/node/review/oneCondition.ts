import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import { pieces, stretches, type Stretch } from './quarters.ts';
import type { Selection } from './selection.ts';

/** Condition of the newest row that is selected, of those with a score where that is asked; null when there is none. */
export function newestCondition(
  db: StationDatabase,
  selection: Selection,
  { scored }: { scored: boolean },
  candidates: readonly Stretch[] = stretches(db, selection, Number.MAX_SAFE_INTEGER),
): number | null {
  const { from, place, where, values } = selection;
  for (const { low, high } of pieces(candidates, true)) {
    const row = statement<{ conditionId: number }>(
      db,
      `SELECT f.conditionId AS conditionId FROM ${from} WHERE ${place} BETWEEN ? AND ? AND ${where}
        ${scored ? 'AND f.scoreRatio IS NOT NULL' : ''} ORDER BY f.sequence DESC LIMIT 1`,
    ).get(low, high, ...values);
    if (row !== undefined) return row.conditionId;
  }
  return null;
}

/** What of a selection was judged under these conditions. */
export function underConditions(selection: Selection, conditionIds: readonly number[]): Selection {
  return {
    ...selection,
    conditionIds,
    where: `${selection.where} AND f.conditionId IN (SELECT value FROM json_each(?))`,
    values: [...selection.values, JSON.stringify(conditionIds)],
  };
}
