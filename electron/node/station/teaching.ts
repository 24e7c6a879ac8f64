import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { CallFailure } from '../../common/callFailure.ts';
import type { RecalibrationOrder, StationHandlers, TeachingOrder } from '../../common/contract.ts';
import type { RecipeId, TeachingId } from '../../common/inspection.ts';
import { defaultRecipeSettings, type Recipe } from '../../common/recipe.ts';
import { say } from '../../common/stationSentence.ts';
import type { TeachingState } from '../../common/stationState.ts';
import type { ChildProcess } from '../childProcess.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import { newestVersion } from '../store/recipes.ts';
import { bundleFolder, installBundle } from './installBundle.ts';
import { appendRecipe, recipeOfProduct } from './recipes.ts';
import { runTeaching, type RunningTeaching, type TeachingRun } from './runTeaching.ts';
import type { StationParts } from './stationParts.ts';

/** Teaches or recalibrates one product at a time, in a process of its own. */
export interface Teaching {
  readonly calls: Pick<StationHandlers, 'startTeaching' | 'startRecalibration' | 'cancelTeaching'>;
  /** The present or last one; null when there was none since the start. */
  state(): TeachingState | null;
  pictureFile(teachingId: TeachingId, number: number): string | null;
  close(): Promise<void>;
}

type Work = 'teaching' | 'recalibration';

/** Phases it ends in, and what the kind of its line in the record ends with. */
const endings: Partial<Record<TeachingState['phase'], string>> = {
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
};

export function createTeaching(
  parts: StationParts,
  launch: () => ChildProcess,
  hooks: {
    /** One that belongs to the product being set up. */
    readonly onBegun: (teachingId: TeachingId) => void;
    readonly onProgress: (state: TeachingState) => void;
  },
): Teaching {
  const { home, record } = parts;
  const root = path.join(home, 'teaching');
  let running: RunningTeaching | null = null;
  let starting = false;

  function isRunning(): boolean {
    return starting || (running !== null && endings[running.state.phase] === undefined);
  }

  async function start(good: string, begin: () => RunningTeaching, product: string): Promise<TeachingState> {
    if (isRunning()) {
      const busyWith = running?.state.product ?? product;
      throw new CallFailure('busy', `${busyWith} is being taught; wait for it or cancel it.`);
    }
    starting = true;
    try {
      const found = await stat(good).catch(() => null);
      if (found?.isDirectory() !== true)
        throw new CallFailure('refused', say('noSuchFolder', { path: good }));
      // What the last teaching showed is not needed any more.
      await rm(root, { recursive: true, force: true });
      running = begin();
    } finally {
      starting = false;
    }
    parts.onChange();
    return running.state;
  }

  function run(
    work: Work,
    product: string,
    by: string,
    how: (folders: { out: string; pictures: string }) => Pick<TeachingRun, 'request' | 'install'>,
  ): RunningTeaching {
    const teachingId = timeOrderedId<TeachingId>(parts.wallClockMs());
    const pictures = path.join(root, teachingId);
    return runTeaching({
      ...{ teachingId, product, launch },
      ...how({ out: path.join(pictures, 'bundle'), pictures }),
      onProgress(state) {
        const ending = endings[state.phase];
        const what = work === 'teaching' ? 'Teaching' : 'Recalibrating';
        const sentence = state.reason ?? state.calibration ?? `${what} ${state.product} was cancelled.`;
        if (ending !== undefined) record.add(`${work}${ending}`, sentence, by);
        hooks.onProgress(state);
        parts.onChange();
      },
    });
  }

  async function startTeaching(order: TeachingOrder, by: string): Promise<TeachingState> {
    const { product, good } = order;
    const begin = () =>
      run('teaching', product, by, (folders) => ({
        request: { kind: 'teach', order, ...folders },
        install: (out) => makeRecipe(out, product, by),
      }));
    const state = await start(good, begin, product);
    record.add('teachingStarted', say('teachingStarted', { product, path: good }), by);
    if (order.forSetUp === true) hooks.onBegun(state.teachingId);
    return state;
  }

  async function startRecalibration(order: RecalibrationOrder, by: string): Promise<TeachingState> {
    const { recipeId, good } = order;
    const recipe = newestVersion(parts.db, recipeId);
    if (recipe === undefined) {
      throw new CallFailure('notFound', `There is no recipe with the id ${recipeId}.`);
    }
    const { product, bundle } = recipe.settings;
    const begin = () =>
      run('recalibration', product, by, (folders) => ({
        request: { kind: 'recalibrate', order, bundle: bundleFolder(home, bundle), home, ...folders },
        install: (out) => recalibrateRecipe(out, recipe, by),
      }));
    const state = await start(good, begin, product);
    if (order.forSetUp === true) hooks.onBegun(state.teachingId);
    record.add('recalibrationStarted', `Recalibrating ${product} with the images in ${good}.`, by);
    return state;
  }

  async function makeRecipe(out: string, product: string, by: string): Promise<RecipeId> {
    const { name } = await installBundle(home, out);
    const before = recipeOfProduct(parts, product, 'production');
    // Limits set by hand and the bits a sample belong to the old bundle.
    const ofBundle = { bundle: name, limit: null, reviewLimit: null, bitDepth: null };
    const settings = { ...(before?.settings ?? defaultRecipeSettings), product, ...ofBundle };
    return appendRecipe(parts, before?.recipeId ?? null, settings, 'production', by).recipeId;
  }

  /** Limits set by hand give way to those that were asked for. */
  async function recalibrateRecipe(out: string, recipe: Recipe, by: string): Promise<RecipeId> {
    const { name } = await installBundle(home, out);
    const { recipeId, purpose } = recipe;
    const { settings } = newestVersion(parts.db, recipeId) ?? recipe;
    const ofBundle = { bundle: name, limit: null, reviewLimit: null };
    return appendRecipe(parts, recipeId, { ...settings, ...ofBundle }, purpose, by).recipeId;
  }

  return {
    calls: {
      startTeaching: (order, { user }) => startTeaching(order, user),
      startRecalibration: (order, { user }) => startRecalibration(order, user),
      cancelTeaching({ teachingId }) {
        if (running?.state.teachingId !== teachingId || !isRunning()) {
          throw new CallFailure('notFound', 'This teaching has ended already.');
        }
        running.cancel();
        return null;
      },
    },
    state: () => running?.state ?? null,
    pictureFile(teachingId, number) {
      const state = running?.state;
      if (state?.teachingId !== teachingId || !Number.isSafeInteger(number)) return null;
      return number >= 1 && number <= state.picture ? path.join(root, teachingId, `${number}.png`) : null;
    },
    async close() {
      if (isRunning()) await running?.kill();
    },
  };
}
