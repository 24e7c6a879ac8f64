import { randomInt } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { StationHandlers } from '../../common/contract.ts';
import type { FolderId, Inspection, ResultId } from '../../common/inspection.ts';
import { defaultRecipeSettings } from '../../common/recipe.ts';
import type { StationState } from '../../common/stationState.ts';
import { pictureKinds } from '../../common/inspection.ts';
import { say } from '../../common/stationSentence.ts';
import { runCamera, type CameraRun } from '../camera.ts';
import { isImageName } from '../intake/imageName.ts';
import type { Lane } from '../lane/lane.ts';
import { picturePath } from '../picturePath.ts';
import { findInspection, setPictures } from '../store/inspections.ts';
import { newestFinished } from '../store/ledger.ts';
import { addFolder, setLaneInspecting } from './folders.ts';
import { installBundle } from './installBundle.ts';
import { appendRecipe, recipeOfProduct, switchRecipe } from './recipes.ts';
import { theStation } from './record.ts';
import type { StationParts } from './stationParts.ts';

/** The demo: its product, its folder in the home and a simulated camera that exports into it. */
export interface Demo {
  readonly calls: Pick<StationHandlers, 'startDemo' | 'stopDemo'>;
  state(): StationState['demo'];
  start(by: string): Promise<void>;
  stop(by: string): Promise<void>;
  /** Runs the camera again if the demo's lane was resumed. */
  resume(): void;
  /** Committed inspections of any lane. */
  inspected(inspections: readonly Inspection[]): void;
  close(): Promise<void>;
}

/** About one image a second, so that a person can follow; one in four is bad. */
const camera = {
  count: Infinity,
  ratePerSecond: 1,
  badShare: 0.25,
  format: 'png',
  bits: 8,
  width: 640,
  height: 512,
  write: ['direct', 'slow', 'rename'],
} as const satisfies Partial<CameraRun>;
/** The demo may run for days: only its newest camera images and pictures are kept. */
const keptFiles = 200;
const keptPictures = 1000;
const mostWaiting = 50;
const waitMs = 500;

export function createDemo(parts: StationParts, demoBundle: string): Demo {
  const { home, db, lanes, record } = parts;
  const folder = path.join(home, 'demo', 'camera');
  const shownFiles: string[] = [];
  const shownIds: ResultId[] = [];
  let running: { stop: AbortController; done: Promise<void> } | null = null;
  let tidying: Promise<void> = Promise.resolve();

  function lane(): Lane | undefined {
    return lanes.all().find((one) => one.folder.path === folder);
  }

  function runIt(): void {
    if (running !== null) return;
    const stop = new AbortController();
    // Another seed every time: a serial number that comes again must not bring the same image again.
    const order = {
      ...{ ...camera, out: folder, seed: randomInt(1, 1000), signal: stop.signal },
      onImage: () => untilJudged(stop.signal),
    };
    const done = runCamera(order)
      .then(() => {})
      .catch((error: Error) => {
        running = null;
        record.add('demoFailed', `The simulated camera ended: ${error.message}`, theStation);
        parts.onChange();
      });
    running = { stop, done };
    parts.onChange();
  }

  /** Images that nobody judges, since the bundle was refused say, must not fill the disk. */
  async function untilJudged(stop: AbortSignal): Promise<void> {
    while (!stop.aborted && backlog() > mostWaiting) await pause(waitMs);
  }

  function backlog(): number {
    const queue = lane()?.state().queue;
    return queue === undefined ? 0 : queue.depth + queue.behind;
  }

  async function stopCamera(): Promise<void> {
    const last = running;
    running = null;
    last?.stop.abort();
    await last?.done;
  }

  async function start(by: string): Promise<void> {
    const { name, manifest } = await installBundle(home, demoBundle);
    const { product } = manifest;
    const before = recipeOfProduct(parts, product, 'demo');
    // Limits set by hand belong to the scores of the bundle before.
    const ofBundle = { bundle: name, limit: null, reviewLimit: null };
    const wanted = { ...(before?.settings ?? defaultRecipeSettings), product, ...ofBundle };
    const recipe =
      before?.settings.bundle === name
        ? before
        : appendRecipe(parts, before?.recipeId ?? null, wanted, 'demo', by);
    // The camera makes it too, but its lane looks for it earlier.
    await mkdir(folder, { recursive: true });
    const present = lane();
    if (present === undefined) {
      const how = {
        recursive: false,
        watching: 'events',
        existingFiles: 'inspect',
        simulated: true,
      } as const;
      await addFolder(parts, { path: folder, ...how }, recipe, by);
    } else {
      const { recipeId, version } = present.recipe;
      if (recipeId !== recipe.recipeId || version !== recipe.version) {
        await switchRecipe(parts, present.folder.folderId, recipe, by);
      }
      await setLaneInspecting(parts, present.folder.folderId, true, by);
    }
    if (running !== null) return;
    await rememberFiles((lane() as Lane).folder.folderId);
    runIt();
    record.add('demoStarted', say('demoStarted'), by);
  }

  async function stop(by: string): Promise<void> {
    const present = lane();
    const wasRunning = running !== null;
    await stopCamera();
    if (present !== undefined) await setLaneInspecting(parts, present.folder.folderId, false, by);
    if (wasRunning) record.add('demoStopped', say('demoStopped'), by);
    parts.onChange();
  }

  async function rememberFiles(folderId: FolderId): Promise<void> {
    const names = await readdir(folder).catch(() => []);
    const judged = names.filter((name) => isImageName(name) && newestFinished(db, folderId, name));
    shownFiles.splice(0, shownFiles.length, ...judged.sort());
  }

  async function tidy(): Promise<void> {
    for (const file of shownFiles.splice(0, Math.max(0, shownFiles.length - keptFiles))) {
      await rm(path.join(folder, file), { force: true });
    }
    for (const resultId of shownIds.splice(0, Math.max(0, shownIds.length - keptPictures))) {
      if ((findInspection(db, resultId)?.pictures.length ?? 0) > 0) setPictures(db, resultId, []);
      for (const kind of pictureKinds) {
        const picture = picturePath(home, resultId, kind);
        if (picture !== null) await rm(picture, { force: true });
      }
    }
  }

  return {
    calls: {
      async startDemo(_, { user }) {
        await start(user);
        return null;
      },
      async stopDemo(_, { user }) {
        await stop(user);
        return null;
      },
    },
    state: () => (running !== null ? 'running' : lane() === undefined ? 'absent' : 'stopped'),
    start,
    stop,
    resume() {
      const present = lane();
      if (present?.inspecting !== true) return;
      tidying = rememberFiles(present.folder.folderId);
      runIt();
    },
    inspected(inspections) {
      const folderId = lane()?.folder.folderId;
      const own = inspections.filter((one) => one.folderId === folderId);
      if (own.length === 0) return;
      shownFiles.push(...own.map(({ file }) => file));
      shownIds.push(...own.map(({ resultId }) => resultId));
      tidying = tidying.then(tidy).catch((error: Error) => {
        record.add('demoFailed', `Old demo images could not be deleted: ${error.message}`, theStation);
      });
    },
    async close() {
      await stopCamera();
      await tidying;
    },
  };
}
