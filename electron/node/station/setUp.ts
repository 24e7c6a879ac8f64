import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { CallFailure } from '../../common/callFailure.ts';
import type { StationHandlers } from '../../common/contract.ts';
import type { RecipeId, TeachingId } from '../../common/inspection.ts';
import type { SetUpOrder, SetUpTask, SetUpTaskId, SetUpTaskKind } from '../../common/setUp.ts';
import { say } from '../../common/stationSentence.ts';
import type { TeachingState } from '../../common/stationState.ts';
import type { WorkbenchRequest } from '../../common/workbenchProtocol.ts';
import type { ChildProcess } from '../childProcess.ts';
import { findRecipe, newestVersion } from '../store/recipes.ts';
import { readSetUp, writeSetUp } from '../store/setUp.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import { recipeBundle } from './recipeBundle.ts';
import { runSetUpTask, type RunningTask } from './runSetUpTask.ts';
import type { StationParts } from './stationParts.ts';

type Calls = Pick<
  StationHandlers,
  'getSetUp' | 'saveSetUp' | 'startSetUpTask' | 'getSetUpTask' | 'cancelSetUpTask'
>;

/** The product being set up: its draft, kept over restarts, and what its steps ask for. */
export interface SetUp {
  readonly calls: Calls;
  /** The draft's product is being taught or calibrated by this. */
  begun(teachingId: TeachingId): void;
  /** A teaching has come further; the one of the draft leaves what it made. */
  progressed(state: TeachingState): void;
  /** Absolute path; null when task or number is not one of ours. */
  pictureFile(taskId: SetUpTaskId, number: number): string | null;
  close(): Promise<void>;
}

export function createSetUp(parts: StationParts, launch: () => ChildProcess): SetUp {
  const { home, db, settings, wallClockMs } = parts;
  const root = path.join(home, 'setUp');
  const tasks = new Map<SetUpTaskKind, RunningTask>();

  function requestOf(order: SetUpOrder, taskId: SetUpTaskId): Exclude<WorkbenchRequest, { kind: 'cancel' }> {
    const pictures = path.join(root, taskId);
    switch (order.kind) {
      case 'collect':
        return { ...order, out: path.join(home, 'collected', taskId) };
      case 'survey':
        return { ...order, pictures };
      case 'trial': {
        const { recipeId, version, folder, files = null } = order;
        const recipe = findRecipe(db, recipeId, version);
        if (recipe === undefined) throw noVersion(recipeId, version);
        return { kind: 'trial', folder, files, pictures, ...recipeBundle(home, recipe, settings().provider) };
      }
    }
  }

  async function startTask(order: SetUpOrder): Promise<SetUpTask> {
    const { kind } = order;
    const before = tasks.get(kind);
    if (before?.task().phase === 'running') {
      // What is asked for anew replaces what was asked for, but for images that are being collected.
      if (kind === 'collect') throw new CallFailure('busy', say('collectingAlready'));
      await before.kill();
    }
    await needFolder(kind === 'collect' ? order.path : kind === 'survey' ? order.good : order.folder);
    const taskId = timeOrderedId<SetUpTaskId>(wallClockMs());
    const request = requestOf(order, taskId);
    if (before !== undefined)
      await rm(path.join(root, before.task().taskId), { recursive: true, force: true });
    const task = runSetUpTask(taskId, request, launch);
    tasks.set(kind, task);
    return task.task();
  }

  return {
    calls: {
      getSetUp: () => readSetUp(db),
      saveSetUp({ draft, revision }) {
        const before = readSetUp(db);
        // Another screen was faster: what it wrote is not written over unseen.
        if (before.revision !== revision) return { saved: false, stored: before };
        const isNew = draft === null || before.draft === null;
        const next = {
          ...before,
          ...(isNew && { teachingId: null, made: null }),
          draft,
          revision: revision + 1,
        };
        writeSetUp(db, next);
        return { saved: true, stored: next };
      },
      startSetUpTask: ({ order }) => startTask(order),
      getSetUpTask: ({ kind }) => tasks.get(kind)?.task() ?? null,
      cancelSetUpTask({ kind }) {
        tasks.get(kind)?.cancel();
        return null;
      },
    },
    begun(teachingId) {
      const before = readSetUp(db);
      if (before.draft !== null) writeSetUp(db, { ...before, teachingId });
    },
    progressed({ teachingId, phase, recipeId }) {
      if (phase !== 'done' || recipeId === null) return;
      const before = readSetUp(db);
      const recipe = newestVersion(db, recipeId);
      if (before.teachingId !== teachingId || recipe === undefined) return;
      writeSetUp(db, { ...before, made: { recipeId, version: recipe.version } });
    },
    pictureFile(taskId, number) {
      const isOurs = [...tasks.values()].some((one) => one.task().taskId === taskId);
      return isOurs && Number.isSafeInteger(number) && number >= 1
        ? path.join(root, taskId, `${number}.jpg`)
        : null;
    },
    async close() {
      await Promise.all([...tasks.values()].map((task) => task.kill()));
      await rm(root, { recursive: true, force: true });
    },
  };
}

export function noVersion(recipeId: RecipeId, version: number): CallFailure {
  return new CallFailure('notFound', `There is no version ${version} of the recipe ${recipeId}.`);
}

async function needFolder(folder: string): Promise<void> {
  if (!path.isAbsolute(folder)) {
    throw new CallFailure('refused', say('notWholePath', { path: folder }));
  }
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() !== true) throw new CallFailure('refused', say('noSuchFolder', { path: folder }));
}
