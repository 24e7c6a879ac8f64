import { CallFailure } from '../../common/callFailure.ts';
import type { Surroundings } from '../../common/historyAnswers.ts';
import type { ResultId } from '../../common/inspection.ts';
import type { StationDatabase } from '../store/db.ts';
import { findInspection, neighboursOf } from '../store/inspections.ts';
import { findRecipe } from '../store/recipes.ts';
import { listRecipeSwitches } from '../store/recipesInForce.ts';

/** The inspections around one in its folder, at most `each` on each side, and what was in force then. */
export function surroundingsOf(
  db: StationDatabase,
  { resultId, each }: { resultId: ResultId; each: number },
): Surroundings {
  const one = findInspection(db, resultId);
  if (one === undefined) throw new CallFailure('notFound', `There is no inspection with the id ${resultId}.`);
  const { folderId, recipeId, recipeVersion, createdAt } = one;
  const put = listRecipeSwitches(db, folderId).findLast(
    (step) => step.recipeId === recipeId && step.version === recipeVersion && step.switchedAt <= createdAt,
  );
  return {
    ...neighboursOf(db, one, each),
    recipe: findRecipe(db, recipeId, recipeVersion) ?? null,
    inForceSince: put?.switchedAt ?? null,
    switchedBy: put?.switchedBy ?? null,
  };
}
