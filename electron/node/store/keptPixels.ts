import type { RecipeId, ResultId } from '../../common/inspection.ts';
import type { LocatedPart } from '../../common/notFound.ts';
import type { StationDatabase } from './db.ts';
import { statement } from './statement.ts';

/** An inspection whose lossless region is kept. */
export interface KeptPixels {
  readonly resultId: ResultId;
  readonly file: string;
  readonly contentSha256: string | null;
  readonly recipeVersion: number;
  readonly located: LocatedPart | null;
}

/** Of one product, newest first: those that a person reviewed, or the others. */
export function keptPixels(
  db: StationDatabase,
  recipeId: RecipeId,
  reviewed: boolean,
  limit: number,
): KeptPixels[] {
  type Row = Omit<KeptPixels, 'located'> & { readonly located: string | null };
  return statement<Row>(
    db,
    `SELECT resultId, file, contentSha256, recipeVersion, located FROM inspections
      WHERE recipeId = ? AND instr(pictures, 'archive') > 0
      AND resultId ${reviewed ? 'IN' : 'NOT IN'} (SELECT resultId FROM reviews)
      ORDER BY sequence DESC LIMIT ?`,
  )
    .all(recipeId, limit)
    .map((row) => ({
      ...row,
      located: row.located === null ? null : (JSON.parse(row.located) as LocatedPart),
    }));
}
