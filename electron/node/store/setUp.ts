import * as v from 'valibot';
import type { RecipeId, TeachingId } from '../../common/inspection.ts';
import { SetUpDraft, type StoredSetUp } from '../../common/setUp.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

interface Row {
  readonly draft: string | null;
  readonly revision: number;
  readonly teachingId: TeachingId | null;
  readonly recipeId: RecipeId | null;
  readonly recipeVersion: number | null;
}

/** A draft that an older version left, which this one cannot read, is none: it was only begun. */
export function readSetUp(db: StationDatabase): StoredSetUp {
  const row = statement<Row>(db, 'SELECT * FROM setUp').get();
  if (row === undefined) throw new Error('The table setUp has lost its row.');
  const { draft, revision, teachingId, recipeId, recipeVersion: version } = row;
  const parsed = draft === null ? null : v.safeParse(SetUpDraft, JSON.parse(draft));
  return {
    draft: parsed?.success ? parsed.output : null,
    revision,
    teachingId,
    made: recipeId === null || version === null ? null : { recipeId, version },
  };
}

export function writeSetUp(db: StationDatabase, { draft, revision, teachingId, made }: StoredSetUp): void {
  changeOne(
    db,
    'The set-up',
    'UPDATE setUp SET draft = ?, revision = ?, teachingId = ?, recipeId = ?, recipeVersion = ?',
    ...[draft === null ? null : JSON.stringify(draft), revision, teachingId],
    ...[made?.recipeId ?? null, made?.version ?? null],
  );
}
