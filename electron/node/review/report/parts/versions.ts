import type { RecipeId } from '../../../../common/inspection.ts';
import type { Recipe } from '../../../../common/recipe.ts';
import { statement } from '../../../store/statement.ts';
import type { StationDatabase } from '../../../store/db.ts';
import { listRecipes } from '../../../store/recipes.ts';
import { drawTable } from '../drawing/table.ts';
import { localTime } from '../localTimes.ts';
import { manifestOf } from '../manifestOf.ts';
import type { ReportPart } from '../reportTask.ts';

/** All versions of a product, oldest first. */
export function versionsOf(db: StationDatabase, recipeId: RecipeId): readonly Recipe[] {
  return listRecipes(db)
    .filter((recipe) => recipe.recipeId === recipeId)
    .toSorted((a, b) => a.version - b.version);
}

/** Versions of a product: who made each and when, what judges, and when it was put in force. */
export function versionsPart(recipeId: RecipeId): ReportPart {
  return async ({ db, home, sheet }) => {
    const rows = await Promise.all(
      versionsOf(db, recipeId).map(async (recipe) => {
        const { version, createdAt, createdBy, settings } = recipe;
        const manifest = await manifestOf(home, recipe);
        const put = statement<{ switchedAt: string; switchedBy: string }>(
          db,
          'SELECT switchedAt, switchedBy FROM recipesInForce WHERE recipeId = ? AND version = ? ORDER BY switchId',
        ).all(recipeId, version);
        const limit = settings.limit ?? manifest?.calibration.limit;
        return [
          `v${version}`,
          `${localTime(createdAt)} by ${createdBy}`,
          settings.bundle,
          manifest?.calibration.head ?? 'bundle not kept',
          limit === undefined ? '' : `${limit.toPrecision(5)}${settings.limit === null ? '' : ' by hand'}`,
          put.map(({ switchedAt, switchedBy }) => `${localTime(switchedAt)} by ${switchedBy}`).join('; ') ||
            'never',
        ];
      }),
    );
    sheet.heading('Versions');
    drawTable(
      sheet,
      [
        { heading: 'Version', share: 1.1 },
        { heading: 'Made', share: 3.4 },
        { heading: 'Bundle', share: 3 },
        { heading: 'Head', share: 2.4 },
        { heading: 'Limit', share: 1.8, isNumber: true },
        { heading: 'Put in force', share: 3.6 },
      ],
      rows,
    );
  };
}
