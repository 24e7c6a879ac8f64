import path from 'node:path';
import type { Settings } from '../../common/contract.ts';
import type {
  ChallengeJudged,
  DrawInspection,
  InspectionDrawn,
  JudgeChallenge,
  OpenBundle,
} from '../../common/inferenceProtocol.ts';
import type { FolderId, Inspection } from '../../common/inspection.ts';
import { calibrationInForce, limitsInForce } from '../../common/limits.ts';
import type { Recipe } from '../../common/recipe.ts';
import type { LaneState } from '../../common/stationState.ts';
import type { Alarms } from '../alarms.ts';
import { createIntake } from '../intake/intake.ts';
import type { Intake } from '../intake/intakeInterface.ts';
import type { SettleRules } from '../intake/settle.ts';
import { createNameReader } from '../namePattern.ts';
import type { StationDatabase } from '../store/db.ts';
import { listInspections } from '../store/inspections.ts';
import { findWatchedFolder, type StoredFolder } from '../store/watchedFolders.ts';
import type { Timers } from '../timers.ts';
import { capacity, createConveyor } from './conveyor.ts';
import type { CreateInference } from './inferenceLink.ts';
import { isSimulated, type InForce } from './judgement.ts';
import { createJudging } from './judging.ts';
import { createLaneAlarms } from './laneAlarms.ts';
import { createLaneCounts } from './laneCounts.ts';
import { createLaneJob } from './laneJob.ts';
import { createMover, type Mover } from './mover.ts';

export interface LaneOptions {
  readonly db: StationDatabase;
  readonly home: string;
  readonly folder: StoredFolder;
  readonly recipe: Recipe;
  readonly timers: Timers;
  readonly wallClockMs: () => number;
  readonly createInference: CreateInference;
  readonly settings: () => Settings;
  readonly alarms: Alarms;
  readonly rules?: SettleRules | undefined;
  /** Whether images of this folder may be judged with what is in force; while not, they wait. Asked often. */
  readonly mayJudge: (folderId: FolderId, inForce: InForce) => boolean;
  /** Committed inspections, in the order of the log. */
  readonly onInspections: (inspections: readonly Inspection[]) => void;
  readonly onChange: () => void;
}

/** One watched folder with its recipe in force: every image from the folder to its row in the log. */
export interface Lane {
  readonly folder: StoredFolder;
  readonly recipe: Recipe;
  readonly inspecting: boolean;
  state(): LaneState;
  /** What judges at present; null until it is ready to. */
  judgingWith(): InForce | null;
  /** Has one image of a challenge set judged among those of the line. Rejects when that ends before it is answered. */
  challenge(request: JudgeChallenge): Promise<ChallengeJudged>;
  /** Has pictures drawn of an image judged before, in its turn among those of the line. Rejects as `challenge` does. */
  draw(request: DrawInspection): Promise<InspectionDrawn>;
  /** Another job is in force now. */
  jobEntered(): void;
  /** Goes on, should what held it back be over. */
  wake(): void;
  start(): Promise<void>;
  /** Finishes the images that are being judged; the others wait in the folder. */
  stop(): Promise<void>;
  /** Puts another recipe in force after the images that are being judged. */
  switchRecipe(recipe: Recipe): Promise<void>;
  /** Settings changed: another provider is another process. */
  settingsChanged(): Promise<void>;
  /** Once a second. */
  tick(): void;
}

export function createLane(options: LaneOptions): Lane {
  const { db, home, folder, timers, wallClockMs, settings, onChange } = options;
  const { folderId } = folder;
  const counts = createLaneCounts(db, folderId, wallClockMs);
  let latest: Inspection | null = listInspections(db, { folderId, limit: 1 })[0] ?? null;
  const laneJob = createLaneJob(db, folderId);
  const alarms = createLaneAlarms(options.alarms, folder, latest?.provider ?? null);
  let { recipe } = options;
  let readName = createNameReader(recipe.settings.namePattern);
  let intake: Intake | null = null;
  let mover: Mover | null = null;
  let startedMs = 0;
  /** Starts, stops and switches, one after the other. */
  let turn: Promise<void> = Promise.resolve();

  const conveyor = createConveyor({
    ...{ db, home, timers, wallClockMs, alarms, inForce, onChange, folderPath: folder.path },
    judging: () => judging,
    mayJudge: (present) => options.mayJudge(folderId, present),
    intake: () => intake,
    onCommitted(inspections, moves) {
      for (const inspection of inspections) counts.add(inspection);
      latest = inspections.at(-1) ?? latest;
      if (inspections.length > 0) options.onInspections(inspections);
      if (moves) mover?.wake();
    },
  });
  const judging = createJudging(folderId, options.createInference, {
    onReply: (reply) => conveyor.onReply(reply),
    onLost: (outstanding, reason) => conveyor.onLost(outstanding, reason),
    onState(state) {
      alarms.inference(state);
      refreshCounts();
      conveyor.pump();
      onChange();
    },
  });
  refreshCounts();

  function inForce(): InForce | null {
    const { bundle, state } = judging;
    if (bundle === null) return null;
    const provider = state.provider.measured ?? state.provider.chosen;
    return { folder, recipe, bundle, provider, readName: (file) => laneJob.named(readName(file)) };
  }

  function simulated(): boolean {
    return isSimulated(folder, recipe, judging.bundle);
  }

  function refreshCounts(): void {
    counts.refresh(settings().shiftStartHours, simulated(), laneJob.beganAt);
  }

  function openRequest(): OpenBundle {
    const { bundle, otherSizes, bitDepth } = recipe.settings;
    const { provider } = settings();
    return { kind: 'open', bundle: path.join(home, 'bundles', bundle), provider, otherSizes, bitDepth };
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  }

  async function change(work: () => void): Promise<void> {
    if (intake === null) {
      work();
    } else {
      await conveyor.pause();
      work();
      await judging.open(openRequest());
      conveyor.resume();
    }
    refreshCounts();
    onChange();
  }

  async function start(): Promise<void> {
    if (intake !== null) return;
    startedMs = wallClockMs();
    const started = createIntake({
      ...{
        db,
        timers,
        wallClockMs,
        folder: findWatchedFolder(db, folderId),
        ...(options.rules && { rules: options.rules }),
      },
      onReady: () => conveyor.pump(),
      onSource(source) {
        alarms.source(source);
        onChange();
      },
      onTrouble: (error) => alarms.store(error),
    });
    intake = started;
    mover = createMover({
      ...{ db, folder, timers, wallClockMs },
      onMoved: (file) => started.moved(file),
      onTrouble: (reason) => alarms.moving(reason),
    });
    mover.wake();
    started.start();
    await judging.open(openRequest());
    conveyor.resume();
  }

  async function stop(): Promise<void> {
    if (intake === null) return;
    await conveyor.pause();
    await intake.stop();
    await mover?.close();
    await judging.close();
    conveyor.clear();
    intake = null;
    mover = null;
    alarms.stopped();
    onChange();
  }

  return {
    folder,
    get recipe() {
      return recipe;
    },
    get inspecting() {
      return intake !== null;
    },
    state() {
      const { bundle, state: inference } = judging;
      const present = judging.ready ? inForce() : null;
      const behind = intake?.behind ?? 0;
      const { recipeId, version, purpose } = recipe;
      const { product } = recipe.settings;
      return {
        ...{ folderId, path: folder.path, simulated: simulated(), inference, latest },
        source: intake?.source ?? { state: 'stopped', reason: null },
        recipe: {
          ...{ recipeId, version, product, purpose },
          bundle: bundle && {
            ...bundle,
            ...limitsInForce(recipe.settings, bundle),
            calibrationId: calibrationInForce(recipe.settings, bundle.calibrationId),
          },
        },
        queue: { depth: conveyor.depth, capacity, behind, slowed: conveyor.depth >= capacity && behind > 0 },
        blocked: present !== null && !options.mayJudge(folderId, present),
        counts: counts.counts(),
        shiftStartedAt: counts.shiftStartedAt(),
        job: laneJob.job,
        jobCounts: counts.jobCounts(),
        failRun: alarms.failRun(),
        imagesPerMinute: counts.imagesPerMinute(),
      };
    },
    judgingWith: () => (judging.ready ? inForce() : null),
    challenge: (request) => judging.challenge(request),
    draw: (request) => judging.draw(request),
    jobEntered() {
      laneJob.read();
      refreshCounts();
    },
    wake: () => conveyor.pump(),
    start: () => inTurn(start),
    stop: () => inTurn(stop),
    switchRecipe: (next) =>
      inTurn(() =>
        change(() => {
          recipe = next;
          readName = createNameReader(next.settings.namePattern);
        }),
      ),
    settingsChanged: () => inTurn(() => change(() => {})),
    tick() {
      refreshCounts();
      if (intake === null) return;
      const isThere = ['watching', 'polling'].includes(intake.source.state);
      const quietMs = wallClockMs() - Math.max(startedMs, intake.lastArrivalMs ?? 0);
      const { silentAfterSeconds } = recipe.settings;
      alarms.tick(conveyor.depth + intake.behind, isThere ? quietMs : null, silentAfterSeconds);
    },
  };
}
