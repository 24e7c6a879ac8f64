import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { CallFailure } from '../../common/callFailure.ts';
import type { StationHandlers, TeachingOrder } from '../../common/contract.ts';
import type { RecipeId, TeachingId } from '../../common/inspection.ts';
import { defaultRecipeSettings } from '../../common/recipe.ts';
import type { TeachingState } from '../../common/stationState.ts';
import type { ChildProcess } from '../childProcess.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import { installBundle } from './installBundle.ts';
import { appendRecipe, recipeOfProduct } from './recipes.ts';
import { runTeaching, type RunningTeaching } from './runTeaching.ts';
import type { StationParts } from './stationParts.ts';

/** Teaches one product at a time, in a process of its own. */
export interface Teaching {
  readonly calls: Pick<StationHandlers, 'startTeaching' | 'cancelTeaching'>;
  /** The present or last one; null when there was none since the start. */
  state(): TeachingState | null;
  pictureFile(teachingId: TeachingId, number: number): string | null;
  close(): Promise<void>;
}

/** Phases a teaching ends in, with the kind of its line in the record. */
const endings: Partial<Record<TeachingState['phase'], string>> = {
  done: 'teachingDone',
  cancelled: 'teachingCancelled',
  failed: 'teachingFailed',
};

export function createTeaching(
  parts: StationParts,
  launch: () => ChildProcess,
  onProgress: (state: TeachingState) => void,
): Teaching {
  const { home, record } = parts;
  const root = path.join(home, 'teaching');
  let running: RunningTeaching | null = null;
  let starting = false;

  function isRunning(): boolean {
    return starting || (running !== null && endings[running.state.phase] === undefined);
  }

  async function start(order: TeachingOrder, by: string): Promise<TeachingState> {
    if (isRunning()) {
      const product = running?.state.product ?? order.product;
      throw new CallFailure('busy', `${product} is being taught; wait for it or cancel it.`);
    }
    starting = true;
    try {
      const good = await stat(order.good).catch(() => null);
      if (good?.isDirectory() !== true) {
        throw new CallFailure('refused', `There is no folder ${order.good}.`);
      }
      // What the last teaching showed is not needed any more.
      await rm(root, { recursive: true, force: true });
      running = begin(order, by);
    } finally {
      starting = false;
    }
    record.add('teachingStarted', `Teaching ${order.product} from the images in ${order.good}.`, by);
    parts.onChange();
    return running.state;
  }

  function begin(order: TeachingOrder, by: string): RunningTeaching {
    const teachingId = timeOrderedId<TeachingId>(parts.wallClockMs());
    const pictures = path.join(root, teachingId);
    return runTeaching({
      ...{ teachingId, order, pictures, launch },
      out: path.join(pictures, 'bundle'),
      install: (out) => makeRecipe(out, order.product, by),
      onProgress(state) {
        const kind = endings[state.phase];
        const sentence = state.reason ?? state.calibration ?? `Teaching ${state.product} was cancelled.`;
        if (kind !== undefined) record.add(kind, sentence, by);
        onProgress(state);
        parts.onChange();
      },
    });
  }

  async function makeRecipe(out: string, product: string, by: string): Promise<RecipeId> {
    const { name } = await installBundle(home, out);
    const before = recipeOfProduct(parts, product, 'production');
    // Limits set by hand and the bits a sample belong to the old bundle.
    const ofBundle = { bundle: name, limit: null, reviewLimit: null, bitDepth: null };
    const settings = { ...(before?.settings ?? defaultRecipeSettings), product, ...ofBundle };
    return appendRecipe(parts, before?.recipeId ?? null, settings, 'production', by).recipeId;
  }

  return {
    calls: {
      startTeaching: (order, { user }) => start(order, user),
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
