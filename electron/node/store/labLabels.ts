import type { RecipeId } from '../../common/inspection.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

/** What a person said an image shows, by its content; null: takes back what was said before. */
export interface LabLabel {
  readonly recipeId: RecipeId;
  readonly sha256: string;
  readonly truth: 'good' | 'bad' | null;
  readonly by: string;
  readonly createdAt: string;
}

export function insertLabLabel(db: StationDatabase, label: LabLabel): void {
  const { recipeId, sha256, truth, by, createdAt } = label;
  changeOne(
    db,
    `Label of image ${sha256}`,
    'INSERT INTO labLabels (recipeId, sha256, truth, "by", createdAt) VALUES (?, ?, ?, ?, ?)',
    ...[recipeId, sha256, truth, by, createdAt],
  );
}

/** The newest label of each image that has one. */
export function labLabels(db: StationDatabase, recipeId: RecipeId): ReadonlyMap<string, 'good' | 'bad'> {
  const rows = statement<Pick<LabLabel, 'sha256' | 'truth'>>(
    db,
    `SELECT sha256, truth FROM labLabels WHERE labelId IN
      (SELECT max(labelId) FROM labLabels WHERE recipeId = ? GROUP BY sha256)`,
  ).all(recipeId);
  return new Map(rows.flatMap(({ sha256, truth }) => (truth === null ? [] : [[sha256, truth]])));
}
