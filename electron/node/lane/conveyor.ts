import path from 'node:path';
import type { JudgeImage } from '../../common/inferenceProtocol.ts';
import { limitsInForce } from '../../common/limits.ts';
import { pictureKinds, type Inspection, type PictureKind } from '../../common/inspection.ts';
import type { Intake } from '../intake/intakeInterface.ts';
import { picturePath } from '../picturePath.ts';
import type { StationDatabase } from '../store/db.ts';
import { isStoreTrouble } from '../store/storeError.ts';
import type { Timers } from '../timers.ts';
import { commitAnswers, type Committed, type ToCommit } from './commitAnswers.ts';
import { createHand, maxFailures, type Answer, type ImageInHand } from './inHand.ts';
import { inspectionOf, type InForce } from './judgement.ts';
import type { ImageReply, Judging } from './judging.ts';
import type { LaneAlarms } from './laneAlarms.ts';

export interface ConveyorOptions {
  readonly db: StationDatabase;
  readonly home: string;
  readonly timers: Timers;
  readonly wallClockMs: () => number;
  readonly folderPath: string;
  readonly alarms: LaneAlarms;
  readonly judging: () => Judging;
  /** Null while the lane is stopped. */
  readonly intake: () => Intake | null;
  /** Null while no bundle is open. */
  readonly inForce: () => InForce | null;
  /** Whether images may be judged with it; while not, they wait. */
  readonly mayJudge: (inForce: InForce) => boolean;
  readonly onCommitted: (inspections: readonly Inspection[], moves: boolean) => void;
  readonly onChange: () => void;
}

/** Takes images from the intake through the inference process to the log, in the order of arrival. */
export interface Conveyor {
  readonly depth: number;
  /** Takes on and asks for what it can. */
  pump(): void;
  onReply(reply: ImageReply): void;
  onLost(outstanding: readonly string[], reason: string): void;
  /** Asks for nothing more; resolves when all answers are in and committed, as far as they can be at present. */
  pause(): Promise<void>;
  resume(): void;
  /** Lets go of what is not committed; the ledger still has it. */
  clear(): void;
}

/** Images taken on at once; the rest waits as files in the folder. */
export const capacity = 64;
const committedAtOnce = 64;
/**
 * Least time between two commits: each waits for the disk, and so does every picture written meanwhile. An image that
 * comes alone is committed at once, those of a burst some at a time.
 */
const commitEveryMs = 25;
const firstRetryMs = 500;
const longestRetryMs = 10_000;

export function createConveyor(options: ConveyorOptions): Conveyor {
  const { db, home, timers, wallClockMs, alarms, judging, intake, onChange } = options;
  const hand = createHand();
  let paused = true;
  let commitPlanned = false;
  let committedMs = -Infinity;
  /** 0 while commits succeed. */
  let retryMs = 0;
  let askedSinceArchive = 0;
  /** Called whenever there may be less to wait for. */
  let onLess = (): void => {};

  function pump(): void {
    const from = intake();
    if (paused || from === null) return;
    takeOn(from);
    const inForce = options.inForce();
    if (judging().ready && inForce !== null && options.mayJudge(inForce)) {
      for (let one = hand.nextToAsk(); one !== undefined; one = hand.nextToAsk()) {
        one.stage = 'asked';
        one.askedMs = timers.nowMs();
        one.inForce = inForce;
        judging().judge(judgeRequest(one, inForce));
      }
    }
    onChange();
  }

  function takeOn(from: Intake): void {
    try {
      for (const image of from.take(capacity - hand.size)) {
        const one = hand.add(image);
        if (image.problem !== null) answered(one, problemAnswer(one, image.problem.reason));
      }
    } catch (error) {
      if (!isStoreTrouble(error)) throw error;
      alarms.store(error);
    }
  }

  function judgeRequest({ image }: ImageInHand, { recipe, bundle }: InForce): JudgeImage {
    const { sizeBytes, modifiedMs } = image.settling.stamp;
    const { archiveOneInPasses } = recipe.settings;
    askedSinceArchive += 1;
    const archivePass = archiveOneInPasses > 0 && askedSinceArchive >= archiveOneInPasses;
    if (archivePass) askedSinceArchive = 0;
    return {
      kind: 'judge',
      resultId: image.resultId,
      file: path.join(options.folderPath, image.file),
      ...{ sizeBytes, modifiedMs, archivePass, inspectedSha256: image.inspectedSha256 },
      ...limitsInForce(recipe.settings, bundle),
      pictures: Object.fromEntries(
        pictureKinds.map((kind) => [kind, picturePath(home, image.resultId, kind)]),
      ) as Record<PictureKind, string>,
    };
  }

  function onReply(reply: ImageReply): void {
    const one = hand.find(reply.resultId);
    if (one?.stage !== 'asked') return;
    switch (reply.kind) {
      case 'changed':
      case 'gone':
        putBack(one, reply.kind);
        break;
      case 'unreadable': {
        // Its writer may still be at it, or hold it locked.
        const mayPass = reply.code === 'incomplete' || reply.code === 'noPermission';
        if (mayPass && !one.image.settling.patient) putBack(one, 'incomplete');
        else answered(one, reply);
        break;
      }
      case 'judged':
        alarms.pictures(reply.pictureProblem);
        answered(one, reply);
        break;
      case 'unchanged':
        answered(one, reply);
        break;
    }
    pump();
  }

  function putBack(one: ImageInHand, why: 'incomplete' | 'changed' | 'gone'): void {
    hand.remove(one);
    intake()?.putBack(one.image, why);
    planCommit();
    onLess();
  }

  function onLost(outstanding: readonly string[], reason: string): void {
    for (const one of hand.all()) {
      if (one.stage !== 'asked' || !outstanding.includes(one.image.resultId)) continue;
      one.failures += 1;
      one.stage = 'waiting';
      if (one.failures < maxFailures) continue;
      answered(one, problemAnswer(one, `Judging it failed ${one.failures} times; the last time: ${reason}`));
    }
    onLess();
  }

  function answered(one: ImageInHand, answer: Answer): void {
    one.stage = 'answered';
    one.answer = answer;
    planCommit();
  }

  function planCommit(afterMs = 0): void {
    if (commitPlanned) return;
    commitPlanned = true;
    const commit = () => {
      commitPlanned = false;
      commitAnswered();
      committedMs = timers.nowMs();
    };
    const waitMs = Math.max(afterMs, committedMs + commitEveryMs - timers.nowMs());
    if (waitMs <= 0) setImmediate(commit);
    else timers.after(waitMs, commit);
  }

  function committable(): ToCommit[] {
    const current = options.inForce();
    const rows: ToCommit[] = [];
    const nowMs = wallClockMs();
    for (const one of hand.answeredFirst(committedAtOnce)) {
      const inForce = one.inForce ?? current;
      // A row says what was in force, so one without any waits for a bundle.
      if (inForce === null || one.answer === null) break;
      const row = one.answer.kind === 'unchanged' ? null : inspectionOf(one, one.answer, inForce, nowMs);
      rows.push({ one, row, afterVerdict: inForce.recipe.settings.afterVerdict });
    }
    return rows;
  }

  function commitAnswered(): void {
    const rows = committable();
    if (rows.length > 0) {
      try {
        conclude(commitAnswers(db, rows, new Date(wallClockMs())));
      } catch (error) {
        if (!isStoreTrouble(error)) throw error;
        // Nothing was written: the same answers are committed when the store can be written again.
        alarms.store(error);
        retryMs = Math.min(longestRetryMs, 2 * retryMs || firstRetryMs);
        planCommit(retryMs);
      }
    }
    onLess();
    pump();
  }

  function conclude(committed: readonly Committed[]): void {
    alarms.store(null);
    retryMs = 0;
    for (const { one, inspection, contentSha256 } of committed) {
      hand.remove(one);
      intake()?.finish(one.image, contentSha256);
      if (one.image.problem?.kind === 'overwritten') alarms.overwritten(one.image.file);
      const settings = (one.inForce ?? options.inForce())?.recipe.settings;
      if (inspection === null || settings === undefined) continue;
      alarms.number(settings, inspection.jobId, inspection.number);
      alarms.verdict(inspection.verdict, settings);
    }
    const inspections = committed.flatMap(({ inspection }) => (inspection === null ? [] : [inspection]));
    options.onCommitted(
      inspections,
      committed.some(({ moves }) => moves),
    );
    if (hand.answeredFirst(1).length > 0) planCommit();
  }

  return {
    get depth() {
      return hand.size;
    },
    pump() {
      planCommit();
      pump();
    },
    onReply,
    onLost,
    async pause() {
      paused = true;
      const isDone = () => hand.askedCount === 0 && (retryMs > 0 || committable().length === 0);
      while (!isDone()) await new Promise<void>((resolve) => (onLess = resolve));
      onLess = () => {};
    },
    resume() {
      paused = false;
      pump();
    },
    clear() {
      for (const one of [...hand.all()]) hand.remove(one);
    },
  };
}

function problemAnswer({ image }: ImageInHand, reason: string): Answer {
  const nothing = { sha256: null, imageWidth: null, imageHeight: null, decodeMs: 0 };
  return { kind: 'unreadable', resultId: image.resultId, code: 'judgingFailed', reason, ...nothing };
}
