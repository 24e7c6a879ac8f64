import type { Arguments } from '../electron/common/contract.ts';
import { defaultRecipeSettings, type RecipeSettings } from '../electron/common/recipe.ts';

export type WatchedFolderDraft = Arguments<'addWatchedFolder'>['folder'];

export const newFolderDraft = (): WatchedFolderDraft => ({
  path: '',
  recursive: false,
  watching: 'events',
  existingFiles: 'inspect',
});

/** What a person changes of a recipe; `limit` and `namePattern` as typed. */
export interface RecipeDraft {
  limit: string;
  namePattern: string;
  numberGapAlarm: boolean;
  otherSizes: RecipeSettings['otherSizes'];
  bitDepth: number | null;
  afterVerdict: RecipeSettings['afterVerdict'];
  archiveOneInPasses: number;
  silentAfterSeconds: number | null;
}

export function recipeDraft(from: Partial<RecipeSettings> = {}): RecipeDraft {
  const settings = { ...defaultRecipeSettings, ...from };
  return {
    limit: settings.limit === null ? '' : String(settings.limit),
    namePattern: settings.namePattern ?? '',
    numberGapAlarm: settings.numberGapAlarm,
    otherSizes: settings.otherSizes,
    bitDepth: settings.bitDepth,
    afterVerdict: settings.afterVerdict,
    archiveOneInPasses: settings.archiveOneInPasses,
    silentAfterSeconds: settings.silentAfterSeconds,
  };
}

export type RecipeProblem = 'limit' | 'namePattern' | 'silentAfterSeconds' | 'archiveOneInPasses';

/** Which fields cannot be taken as they are. The station checks again; this only says it at the field. */
export function recipeProblems(draft: RecipeDraft): ReadonlySet<RecipeProblem> {
  const problems = new Set<RecipeProblem>();
  if (draft.limit.trim() !== '' && !Number.isFinite(Number(draft.limit))) problems.add('limit');
  try {
    new RegExp(draft.namePattern, 'u');
  } catch {
    problems.add('namePattern');
  }
  const { silentAfterSeconds: seconds, archiveOneInPasses: passes } = draft;
  if (seconds !== null && !(Number(seconds) >= 1)) problems.add('silentAfterSeconds');
  if (!Number.isInteger(passes) || passes < 0) problems.add('archiveOneInPasses');
  return problems;
}

/** Settings of a draft without problems. */
export function recipeSettings(draft: RecipeDraft, product: string, bundle: string): RecipeSettings {
  const { limit, namePattern, ...rest } = draft;
  return {
    ...rest,
    product,
    bundle,
    limit: limit.trim() === '' ? null : Number(limit),
    namePattern: namePattern.trim() === '' ? null : namePattern.trim(),
  };
}
