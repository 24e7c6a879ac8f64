import type { Arguments } from '../electron/common/contract.ts';
import { defaultRecipeSettings, type RecipeSettings } from '../electron/common/recipe.ts';
import { parseNumber, spellNumber } from './parseNumber.ts';

export type WatchedFolderDraft = Arguments<'addWatchedFolder'>['folder'];

export const newFolderDraft = (): WatchedFolderDraft => ({
  path: '',
  recursive: false,
  watching: 'events',
  existingFiles: 'inspect',
});

/** What a person changes of a recipe; limits and `namePattern` as typed, in the spelling of the language. */
export interface RecipeDraft {
  limit: string;
  reviewLimit: string;
  namePattern: string;
  numberGapAlarm: boolean;
  otherSizes: RecipeSettings['otherSizes'];
  bitDepth: number | null;
  afterVerdict: RecipeSettings['afterVerdict'];
  archiveOneInPasses: number;
  silentAfterSeconds: number | null;
  alarmAfterFails: number | null;
  alarmFailsAmong: { fails: number; parts: number } | null;
}

export function recipeDraft(from: Partial<RecipeSettings> = {}): RecipeDraft {
  const settings = { ...defaultRecipeSettings, ...from };
  return {
    limit: spellNumber(settings.limit),
    reviewLimit: spellNumber(settings.reviewLimit),
    namePattern: settings.namePattern ?? '',
    numberGapAlarm: settings.numberGapAlarm,
    otherSizes: settings.otherSizes,
    bitDepth: settings.bitDepth,
    afterVerdict: settings.afterVerdict,
    archiveOneInPasses: settings.archiveOneInPasses,
    silentAfterSeconds: settings.silentAfterSeconds,
    alarmAfterFails: settings.alarmAfterFails,
    alarmFailsAmong: settings.alarmFailsAmong && { ...settings.alarmFailsAmong },
  };
}

export type RecipeProblem =
  | 'limit'
  | 'reviewLimit'
  | 'namePattern'
  | 'silentAfterSeconds'
  | 'alarmAfterFails'
  | 'alarmFailsAmong'
  | 'archiveOneInPasses';

/** Which fields cannot be taken as they are. The station checks again; this only says it at the field. */
export function recipeProblems(draft: RecipeDraft): ReadonlySet<RecipeProblem> {
  const problems = new Set<RecipeProblem>();
  const [limit, reviewLimit] = [parseNumber(draft.limit), parseNumber(draft.reviewLimit)];
  if (Number.isNaN(limit)) problems.add('limit');
  if (Number.isNaN(reviewLimit) || (limit !== null && reviewLimit !== null && reviewLimit >= limit)) {
    problems.add('reviewLimit');
  }
  try {
    new RegExp(draft.namePattern, 'u');
  } catch {
    problems.add('namePattern');
  }
  const { silentAfterSeconds: seconds, alarmAfterFails: fails, archiveOneInPasses: passes } = draft;
  if (seconds !== null && !(Number(seconds) >= 1)) problems.add('silentAfterSeconds');
  if (fails !== null && !(Number.isInteger(fails) && fails >= 2)) problems.add('alarmAfterFails');
  if (draft.alarmFailsAmong !== null && !isFailsAmong(draft.alarmFailsAmong)) problems.add('alarmFailsAmong');
  if (!Number.isInteger(passes) || passes < 0) problems.add('archiveOneInPasses');
  return problems;
}

function isFailsAmong({ fails, parts }: NonNullable<RecipeDraft['alarmFailsAmong']>): boolean {
  return Number.isInteger(fails) && Number.isInteger(parts) && fails >= 2 && parts >= fails && parts <= 1000;
}

/** Settings of a draft without problems. */
export function recipeSettings(draft: RecipeDraft, product: string, bundle: string): RecipeSettings {
  const { limit, reviewLimit, namePattern, ...rest } = draft;
  return {
    ...rest,
    product,
    bundle,
    limit: parseNumber(limit),
    reviewLimit: parseNumber(reviewLimit),
    namePattern: namePattern.trim() === '' ? null : namePattern.trim(),
  };
}
