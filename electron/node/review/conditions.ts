import type { Condition } from '../../common/historyAnswers.ts';
import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';

type Row = Omit<Condition, 'simulated'> & { readonly conditionId: number; readonly simulated: 0 | 1 };

/** Everything that rows of the log were judged under, by its id. */
export function readConditions(db: StationDatabase): ReadonlyMap<number, Condition> {
  const rows = statement<Row>(
    db,
    `SELECT conditionId, folderId, product, recipeId, recipeVersion, bundleId, calibrationId, head, "limit", reviewLimit,
      simulated FROM conditions`,
  ).all();
  return new Map(
    rows.map(({ conditionId, simulated, ...rest }) => [conditionId, { ...rest, simulated: simulated === 1 }]),
  );
}

/** The score that has this ratio to the condition's limit; see scoreRatio. */
export function scoreAt(ratio: number, { limit }: Condition): number {
  if (limit > 0) return ratio * limit;
  return limit === 0 ? ratio - 1 : limit + (ratio - 1) * -limit;
}
