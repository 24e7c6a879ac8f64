import { CallFailure } from '../../common/callFailure.ts';
import type { StationHandlers } from '../../common/contract.ts';
import type { FolderId, RecipeId } from '../../common/inspection.ts';
import { limitsInForce } from '../../common/limits.ts';
import type { Recipe, RecipeSettings } from '../../common/recipe.ts';
import { say } from '../../common/stationSentence.ts';
import { BundleError } from '../../../models/bundle.ts';
import type { Calibration, Manifest } from '../../../models/manifest.ts';
import { readBundle } from '../../../models/readBundle.ts';
import { inTransaction } from '../store/db.ts';
import { findRecipe, insertRecipe, listRecipes, newestVersion } from '../store/recipes.ts';
import { insertRecipeSwitch } from '../store/recipesInForce.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import { bundleFolder } from './installBundle.ts';
import type { RecipeGate } from './recipeGate.ts';
import { isoNow, type StationParts } from './stationParts.ts';

/** Appends the first version of a recipe, or the next one of `recipeId`. */
export function appendRecipe(
  parts: StationParts,
  recipeId: RecipeId | null,
  settings: RecipeSettings,
  purpose: Recipe['purpose'],
  by: string,
): Recipe {
  const { db, record, audit, wallClockMs } = parts;
  const recipe = inTransaction(db, (): Recipe => {
    const before = recipeId === null ? undefined : newestVersion(db, recipeId);
    const next: Recipe = {
      recipeId: recipeId ?? timeOrderedId<RecipeId>(wallClockMs()),
      version: (before?.version ?? 0) + 1,
      createdAt: isoNow(parts),
      createdBy: by,
      purpose,
      settings,
    };
    insertRecipe(db, next);
    audit.add({
      ...{ by, action: 'recipeSaved', record: recipeName(next) },
      old: before?.settings,
      new: { recipeId: next.recipeId, version: next.version, ...settings },
    });
    return next;
  });
  record.add('recipeSaved', say('recipeSaved', { product: settings.product, version: recipe.version }), by);
  return recipe;
}

export const allTheSame = 'A supervisor put it in force all the same.';

function recipeName({ settings, version }: Recipe): string {
  return `${settings.product} version ${version}`;
}

/** Newest version of the recipe for a product, by its name; undefined when there is none. */
export function recipeOfProduct(
  { db }: StationParts,
  product: string,
  purpose: Recipe['purpose'],
): Recipe | undefined {
  const found = listRecipes(db).find(
    (recipe) => recipe.settings.product === product && recipe.purpose === purpose,
  );
  return found && newestVersion(db, found.recipeId);
}

/**
 * Switches a watched folder to a recipe: recorded first, so that a restart in between ends with it too. `overridden`: what
 * failed to be proven of it.
 */
export async function switchRecipe(
  parts: StationParts,
  folderId: FolderId,
  recipe: Recipe,
  by: string,
  overridden: string | null = null,
): Promise<void> {
  const { db, lanes, record, audit } = parts;
  const lane = lanes.find(folderId);
  const { recipeId, version, settings } = recipe;
  inTransaction(db, () => {
    insertRecipeSwitch(db, { folderId, recipeId, version, switchedAt: isoNow(parts), switchedBy: by });
    audit.add({
      ...{ by, action: 'recipePutInForce', record: lane.folder.path },
      old: recipeName(lane.recipe),
      new: recipeName(recipe),
      why: overridden === null ? null : `${allTheSame} ${overridden}`,
    });
  });
  if (overridden !== null) record.add('recipeOverridden', `${allTheSame} ${overridden}`, by);
  record.add(
    'recipeSwitched',
    say('recipeSwitched', {
      ...{ product: settings.product, version, path: lane.folder.path },
      ...{ productBefore: lane.recipe.settings.product, versionBefore: lane.recipe.version },
    }),
    by,
  );
  await lane.switchRecipe(recipe);
}

export function recipeCalls(
  parts: StationParts,
  gate: Pick<RecipeGate, 'pass'>,
): Pick<StationHandlers, 'listRecipes' | 'saveRecipe' | 'putRecipeInForce'> {
  const { db, home } = parts;

  async function manifestOf(bundle: string): Promise<Manifest> {
    try {
      return (await readBundle(bundleFolder(home, bundle))).manifest;
    } catch (error) {
      if (error instanceof BundleError) throw new CallFailure('refused', error.message);
      throw error;
    }
  }

  return {
    listRecipes: () => listRecipes(db),
    async saveRecipe({ recipeId, settings }, { user }) {
      if (recipeId !== null && newestVersion(db, recipeId) === undefined) {
        throw new CallFailure('notFound', `There is no recipe with the id ${recipeId}.`);
      }
      const { purpose, calibration } = await manifestOf(settings.bundle);
      refuseLimits(settings, calibration);
      // The recipe's purpose is its bundle's: what a demo bundle judges is a demonstration.
      return appendRecipe(parts, recipeId, settings, purpose, user);
    },
    async putRecipeInForce({ folderId, recipeId, version, override = false }, caller) {
      const recipe = findRecipe(db, recipeId, version);
      if (recipe === undefined) {
        throw new CallFailure('notFound', `There is no version ${version} of the recipe ${recipeId}.`);
      }
      parts.lanes.find(folderId);
      const overridden = await gate.pass(recipe, override, caller);
      await switchRecipe(parts, folderId, recipe, caller.user, overridden);
      return null;
    },
  };
}

/** A second limit that is not below the first would leave nothing for review, whatever the engineer expects. */
function refuseLimits(settings: RecipeSettings, calibration: Calibration): void {
  const { limit, reviewLimit } = limitsInForce(settings, { reviewLimit: null, ...calibration });
  if (reviewLimit === null || reviewLimit < limit) return;
  throw new CallFailure(
    'refused',
    `The second limit ${reviewLimit} must lie below the limit ${limit}: what is between the two is left for review.`,
  );
}
