import type { Recipe } from '../../common/recipe.ts';
import type { ProviderChoice } from '../../common/stationState.ts';
import type { RecipeBundle } from '../../common/workbenchProtocol.ts';
import { bundleFolder } from './installBundle.ts';

/** How a recipe uses its bundle, for a process that is to judge with it. */
export function recipeBundle(home: string, { settings }: Recipe, provider: ProviderChoice): RecipeBundle {
  const { bundle, otherSizes, bitDepth, limit, reviewLimit } = settings;
  return { bundle: bundleFolder(home, bundle), provider, otherSizes, bitDepth, limit, reviewLimit };
}
