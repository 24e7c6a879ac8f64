import { rm } from 'node:fs/promises';
import path from 'node:path';
import { CallFailure } from '../../common/callFailure.ts';
import type { Arguments, StationHandlers } from '../../common/contract.ts';
import type { RecipeId } from '../../common/inspection.ts';
import type { LabScoring, ScoringId } from '../../common/lab.ts';
import type { LabWork } from '../../common/labProtocol.ts';
import type { Recipe } from '../../common/recipe.ts';
import type { ChildProcess } from '../childProcess.ts';
import { clearUnfinished, newestScoring, readScores } from '../lab/labFolder.ts';
import { labImagesToLabel } from '../lab/labImagesToLabel.ts';
import { type RunningLabWork, runLabWork } from '../lab/runLabWork.ts';
import { inTransaction } from '../store/db.ts';
import { insertLabLabel } from '../store/labLabels.ts';
import { newestVersion } from '../store/recipes.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import { bundleFolder, installBundle } from './installBundle.ts';
import { describeLab } from './describeLab.ts';
import { appendRecipe } from './recipes.ts';
import { isoNow, type StationParts } from './stationParts.ts';

type LabCalls = 'getLab' | 'startLabScoring' | 'cancelLabScoring' | 'labelLabImages' | 'saveLabCalibration';

/** The metric lab: scores images and calibrates from scores, each in a process of its own. */
export interface Lab {
  readonly calls: Pick<StationHandlers, LabCalls>;
  close(): Promise<void>;
}

export function createLab(
  parts: StationParts,
  launch: () => ChildProcess,
  onProgress: (scoring: LabScoring) => void,
): Lab {
  const { home, db, record, audit, wallClockMs } = parts;
  const description = describeLab(parts);
  /** Of each product, the present or last scoring. */
  const scorings = new Map<RecipeId, LabScoring>();
  let scoring: { readonly recipeId: RecipeId; readonly work: RunningLabWork } | null = null;
  const running = new Set<RunningLabWork>();

  function recipeOf(recipeId: RecipeId): Recipe {
    const recipe = newestVersion(db, recipeId);
    if (recipe !== undefined) return recipe;
    throw new CallFailure('notFound', `There is no recipe with the id ${recipeId}.`);
  }

  function begin(work: LabWork, hear: Parameters<typeof runLabWork>[2]): RunningLabWork {
    const one = runLabWork(launch, work, hear);
    running.add(one);
    void one.ending.then(() => running.delete(one));
    return one;
  }

  function startScoring({ recipeId, ...sources }: Arguments<'startLabScoring'>, by: string): LabScoring {
    const { settings } = recipeOf(recipeId);
    const { product, otherSizes } = settings;
    if (scoring !== null) {
      const busyWith = scorings.get(scoring.recipeId)?.product ?? product;
      throw new CallFailure('busy', `Images of ${busyWith} are being scored; wait for it or cancel it.`);
    }
    for (const folder of [sources.good, sources.bad]) {
      if (folder === null || path.isAbsolute(folder)) continue;
      throw new CallFailure('refused', `${folder} is no whole path; give it from the root or drive on.`);
    }
    const announce = (change: Partial<LabScoring>): void => {
      const state = { ...(scorings.get(recipeId) ?? first), ...change };
      scorings.set(recipeId, state);
      onProgress(state);
    };
    const first: LabScoring = {
      ...{ recipeId, product, phase: 'reading', scored: 0, images: null, secondsLeft: null, reason: null },
    };
    scorings.set(recipeId, first);
    const scoringId = timeOrderedId<ScoringId>(wallClockMs());
    const bundle = bundleFolder(home, settings.bundle);
    const work = begin(
      { kind: 'score', recipeId, scoringId, sources, bundle, otherSizes, home },
      ({ phase, scored, images, secondsLeft }) => announce({ phase, scored, images, secondsLeft }),
    );
    scoring = { recipeId, work };
    void work.ending.then(async (ending) => {
      await clearUnfinished(home, recipeId);
      scoring = null;
      const secondsLeft = null;
      if (ending.kind === 'labDone') announce({ phase: 'done', secondsLeft });
      else if (ending.kind === 'labCancelled') announce({ phase: 'cancelled', secondsLeft });
      else {
        if (db.open) record.add('labScoringFailed', ending.reason, by);
        announce({ phase: 'failed', reason: ending.reason, secondsLeft });
      }
    });
    return first;
  }

  async function save(order: Arguments<'saveLabCalibration'>, by: string) {
    const { recipeId, limit, reviewLimit } = order;
    if (limit === null && reviewLimit !== null) {
      throw new CallFailure('refused', 'A second limit set by hand belongs to a limit set by hand.');
    }
    const recipe = recipeOf(recipeId);
    const summary = await newestScoring(home, recipeId);
    if (summary?.scoringId !== order.scoringId) {
      throw new CallFailure('notFound', 'These scores were replaced by newer ones; open the lab again.');
    }
    await description.requireSameModel(recipe, summary);
    const out = path.join(home, 'lab', `${timeOrderedId<string>(wallClockMs())}.bundle`);
    const bundle = bundleFolder(home, recipe.settings.bundle);
    try {
      const ending = await begin({ kind: 'calibrate', order, bundle, home, out }, () => undefined).ending;
      if (ending.kind !== 'labDone') {
        const reason = ending.kind === 'labFailed' ? ending.reason : 'Saving the calibration was cancelled.';
        throw new CallFailure('refused', reason);
      }
      const { name } = await installBundle(home, out);
      const { settings, purpose } = recipeOf(recipeId);
      const ofBundle = { bundle: name, limit: null, reviewLimit: null };
      const next = appendRecipe(parts, recipeId, { ...settings, ...ofBundle }, purpose, by);
      return { recipe: next, calibration: ending.calibration ?? '' };
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  }

  return {
    calls: {
      getLab: ({ recipeId }) => description.of(recipeOf(recipeId), scorings.get(recipeId) ?? null),
      startLabScoring: (order, { user }) => startScoring(order, user),
      cancelLabScoring({ recipeId }) {
        if (scoring?.recipeId !== recipeId) {
          throw new CallFailure('notFound', 'This scoring has ended already.');
        }
        scoring.work.cancel();
        return null;
      },
      async labelLabImages({ recipeId, scoringId, numbers, truth }, { user }) {
        const { settings } = recipeOf(recipeId);
        const images = labImagesToLabel(await readScores(home, recipeId, scoringId), numbers);
        inTransaction(db, () => {
          for (const { sha256 } of images) {
            insertLabLabel(db, { recipeId, sha256, truth, by: user, createdAt: isoNow(parts) });
          }
          audit.add({
            ...{ by: user, action: 'labImagesLabelled', record: settings.product },
            new: { recipeId, truth, images: images.map(({ name, sha256 }) => ({ name, sha256 })) },
          });
        });
        return null;
      },
      saveLabCalibration: (order, { user }) => save(order, user),
    },
    async close() {
      for (const work of running) work.kill();
      await Promise.all([...running].map(({ ending }) => ending));
    },
  };
}
