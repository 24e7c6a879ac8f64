import type { FolderId } from '../../common/inspection.ts';
import type { Recipe } from '../../common/recipe.ts';
import type { StationDatabase } from './db.ts';
import { findRecipe } from './recipes.ts';
import { changeOne, statement } from './statement.ts';

export interface RecipeSwitch {
  readonly folderId: FolderId;
  readonly recipeId: Recipe['recipeId'];
  readonly version: number;
  readonly switchedAt: string;
  readonly switchedBy: string;
}
const columns = 'folderId, recipeId, version, switchedAt, switchedBy';

/** Appends to the history of what was in force; the newest switch of a folder is its recipe in force. */
export function insertRecipeSwitch(db: StationDatabase, one: RecipeSwitch): void {
  changeOne(
    db,
    `Switch to recipe ${one.recipeId} version ${one.version}`,
    `INSERT INTO recipesInForce (${columns}) VALUES (?, ?, ?, ?, ?)`,
    ...[one.folderId, one.recipeId, one.version, one.switchedAt, one.switchedBy],
  );
}

export function recipeInForce(db: StationDatabase, folderId: FolderId): Recipe | undefined {
  const newest = statement<RecipeSwitch>(
    db,
    `SELECT ${columns} FROM recipesInForce WHERE folderId = ? ORDER BY switchId DESC LIMIT 1`,
  ).get(folderId);
  return newest && findRecipe(db, newest.recipeId, newest.version);
}

/** Oldest first. */
export function listRecipeSwitches(db: StationDatabase, folderId: FolderId): RecipeSwitch[] {
  return statement<RecipeSwitch>(
    db,
    `SELECT ${columns} FROM recipesInForce WHERE folderId = ? ORDER BY switchId`,
  ).all(folderId);
}
