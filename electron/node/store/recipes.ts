import type { RecipeId } from '../../common/inspection.ts';
import { defaultRecipeSettings, type Recipe } from '../../common/recipe.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

type Row = Omit<Recipe, 'settings'> & { readonly settings: string };
const columns = 'recipeId, version, createdAt, createdBy, purpose, settings';

/** Appends a version; throws when it exists. */
export function insertRecipe(db: StationDatabase, recipe: Recipe): void {
  changeOne(
    db,
    `Recipe ${recipe.settings.product} version ${recipe.version}`,
    `INSERT INTO recipes (${columns}) VALUES (?, ?, ?, ?, ?, ?)`,
    ...[recipe.recipeId, recipe.version, recipe.createdAt, recipe.createdBy, recipe.purpose],
    JSON.stringify(recipe.settings),
  );
}

export function findRecipe(db: StationDatabase, recipeId: RecipeId, version: number): Recipe | undefined {
  const row = statement<Row>(db, `SELECT ${columns} FROM recipes WHERE recipeId = ? AND version = ?`).get(
    recipeId,
    version,
  );
  return row && fromRow(row);
}

export function newestVersion(db: StationDatabase, recipeId: RecipeId): Recipe | undefined {
  const row = statement<Row>(
    db,
    `SELECT ${columns} FROM recipes WHERE recipeId = ? ORDER BY version DESC LIMIT 1`,
  ).get(recipeId);
  return row && fromRow(row);
}

/** Every version of every recipe; the recipe changed last first, its newest version first. */
export function listRecipes(db: StationDatabase): Recipe[] {
  return statement<Row>(
    db,
    `SELECT ${columns} FROM recipes JOIN
      (SELECT recipeId AS id, max(createdAt) AS changedAt FROM recipes GROUP BY recipeId) ON id = recipeId
      ORDER BY changedAt DESC, recipeId, version DESC`,
  )
    .all()
    .map(fromRow);
}

/** A version saved before a setting existed has its default. */
function fromRow(row: Row): Recipe {
  const saved = JSON.parse(row.settings) as Recipe['settings'];
  return { ...row, settings: { ...defaultRecipeSettings, ...saved } };
}
