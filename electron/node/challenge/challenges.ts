import type { AlarmKind } from '../../common/alarm.ts';
import { CallFailure } from '../../common/callFailure.ts';
import type {
  ChallengeOccasion,
  ChallengePolicy,
  ChallengeRun,
  ChallengeRunId,
  ChallengeStanding,
  JudgedWith,
  LaneChallenge,
} from '../../common/challenge.ts';
import { challengeStanding, isSameJudging } from '../../common/challengeStanding.ts';
import type { FolderId, RecipeId } from '../../common/inspection.ts';
import { say } from '../../common/stationSentence.ts';
import type { InForce } from '../lane/judgement.ts';
import type { Lane } from '../lane/lane.ts';
import { shiftStart } from '../lane/shift.ts';
import { theStation } from '../station/record.ts';
import { isoNow, type StationParts } from '../station/stationParts.ts';
import {
  insertChallengeRun,
  listChallengeImages,
  newestChallengeRun,
  readChallengePolicy,
} from '../store/challenges.ts';
import { inTransaction } from '../store/db.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import { judgedWith, runChallenge, type ChallengeResult } from './runChallenge.ts';
import { blockedSentence, outcomeSentence } from './sentences.ts';

/** A challenge that was interrupted is not tried again at once. */
const retryAfterMs = 30_000;
const alarmKinds = [
  'challengeBlocks',
  'challengeFailed',
  'challengeOverdue',
] as const satisfies readonly AlarmKind[];
type ChallengeAlarm = { readonly kind: (typeof alarmKinds)[number]; readonly message: string };

interface Running {
  readonly recipeId: RecipeId;
  readonly of: number;
  done: number;
}

/** Proves every watched folder's product on its known good and known bad images, when its policy asks for it. */
export interface Challenges {
  /** Whether images may be judged with what is in force. Asked for every image: cheap. */
  mayJudge(folderId: FolderId, inForce: InForce): boolean;
  /** Starts one. Throws a CallFailure when it cannot begin. */
  start(lane: Lane, occasion: ChallengeOccasion, by: string): void;
  /** A set or a policy has changed. */
  changed(): void;
  state(): LaneChallenge[];
  /** Once a second. */
  tick(): void;
  close(): Promise<void>;
}

export function createChallenges(parts: StationParts): Challenges {
  const { db, home, lanes, alarms, audit, record, settings, wallClockMs, onChange } = parts;
  const running = new Map<FolderId, Running>();
  const since = new Map<FolderId, { judgedWith: JudgedWith; sinceMs: number }>();
  const interrupted = new Map<FolderId, { reason: string; atMs: number }>();
  const raised = new Map<FolderId, string>();
  const under = new Set<Promise<void>>();
  const closing = new AbortController();
  /** What the tables say; forgotten whenever they change. */
  const sets = new Map<RecipeId, { policy: ChallengePolicy; setSinceMs: number | null }>();
  const lasts = new Map<string, ChallengeRun | null>();

  function setOf(recipeId: RecipeId): { policy: ChallengePolicy; setSinceMs: number | null } {
    let set = sets.get(recipeId);
    if (set === undefined) {
      const first = listChallengeImages(db, recipeId)[0];
      const setSinceMs = first === undefined ? null : Date.parse(first.addedAt);
      sets.set(recipeId, (set = { policy: readChallengePolicy(db, recipeId), setSinceMs }));
    }
    return set;
  }

  function lastOf(recipeId: RecipeId, folderId: FolderId): ChallengeRun | null {
    const key = `${recipeId} ${folderId}`;
    let last = lasts.get(key);
    if (last === undefined) lasts.set(key, (last = newestChallengeRun(db, recipeId, folderId) ?? null));
    return last;
  }

  function forget(): void {
    sets.clear();
    lasts.clear();
    onChange();
    for (const lane of lanes.all()) lane.wake();
  }

  function standing(folderId: FolderId, recipeId: RecipeId, inForce: InForce | null): ChallengeStanding {
    const nowMs = wallClockMs();
    const set = setOf(recipeId);
    if (inForce !== null) {
      const present = judgedWith(inForce);
      const before = since.get(folderId);
      if (before === undefined || !isSameJudging(before.judgedWith, present)) {
        since.set(folderId, { judgedWith: present, sinceMs: nowMs });
      }
    }
    return challengeStanding(
      {
        ...set,
        last: lastOf(recipeId, folderId),
        inForce: inForce === null ? null : (since.get(folderId) ?? null),
        shiftStartedMs: shiftStart(nowMs, settings().shiftStartHours).getTime(),
      },
      nowMs,
    );
  }

  function standingOf(lane: Lane): ChallengeStanding {
    return standing(lane.folder.folderId, lane.recipe.recipeId, lane.judgingWith());
  }

  function start(lane: Lane, occasion: ChallengeOccasion, by: string): void {
    const { folderId } = lane.folder;
    const { recipeId, settings: recipe } = lane.recipe;
    const images = listChallengeImages(db, recipeId);
    if (images.length === 0) {
      throw new CallFailure('refused', `${recipe.product} has no challenge set yet; add known images first.`);
    }
    if (running.has(folderId)) throw new CallFailure('busy', 'This challenge is running already.');
    if (lane.judgingWith() === null) {
      throw new CallFailure(
        'refused',
        `Nothing judges ${lane.folder.path} at present; start inspecting first.`,
      );
    }
    const progress: Running = { recipeId, of: images.length, done: 0 };
    running.set(folderId, progress);
    interrupted.delete(folderId);
    const startedAt = isoNow(parts);
    const order = {
      ...{ home, lane, images, signal: closing.signal },
      onProgress(done: number) {
        progress.done = done;
        onChange();
      },
    };
    const run = runChallenge(order)
      .then((result) => keep(result, { folderId, occasion, startedAt, startedBy: by }))
      .catch((error: Error) => {
        interrupted.set(folderId, { reason: error.message, atMs: wallClockMs() });
        record.add('challengeInterrupted', `The challenge of ${recipe.product}: ${error.message}`, by);
      })
      .finally(() => {
        running.delete(folderId);
        under.delete(run);
        forget();
      });
    under.add(run);
    onChange();
  }

  function keep(
    { verdicts, ...result }: ChallengeResult,
    begun: Pick<ChallengeRun, 'folderId' | 'occasion' | 'startedAt' | 'startedBy'>,
  ): void {
    const goods = verdicts.filter(({ image }) => image.truth === 'good');
    const bads = verdicts.filter(({ image }) => image.truth === 'bad');
    const right = (some: typeof verdicts) => some.filter(({ asExpected }) => asExpected).length;
    const run: Omit<ChallengeRun, 'signature'> = {
      ...{ ...result, ...begun },
      challengeRunId: timeOrderedId<ChallengeRunId>(wallClockMs()),
      finishedAt: isoNow(parts),
      outcome: verdicts.every(({ asExpected }) => asExpected) ? 'passed' : 'failed',
      ...{ goods: goods.length, goodsPassed: right(goods), bads: bads.length, badsCaught: right(bads) },
    };
    inTransaction(db, () => {
      insertChallengeRun(db, run, verdicts);
      const { outcome, recipeVersion, goodsPassed, badsCaught } = run;
      audit.add({
        by: begun.startedBy,
        action: 'challengeRun',
        record: `${run.product} version ${recipeVersion}`,
        new: { outcome, goods: run.goods, goodsPassed, bads: run.bads, badsCaught },
      });
    });
    record.add(
      run.outcome === 'passed' ? 'challengePassed' : 'challengeFailed',
      outcomeSentence(run),
      begun.startedBy,
    );
  }

  function alarmOf(lane: Lane, { state, blocks }: ChallengeStanding): ChallengeAlarm | null {
    const { product } = lane.recipe.settings;
    const last = lastOf(lane.recipe.recipeId, lane.folder.folderId);
    const { path } = lane.folder;
    if (state === 'failed' && last !== null) {
      return {
        kind: blocks ? 'challengeBlocks' : 'challengeFailed',
        message: blocks ? blockedSentence(last, path) : outcomeSentence(last),
      };
    }
    if (state !== 'overdue') return null;
    const message = say(blocks ? 'challengeOverdueBlocks' : 'challengeOverdue', { product, path });
    return { kind: blocks ? 'challengeBlocks' : 'challengeOverdue', message };
  }

  /** Raised when it begins or becomes another one, not over and over. */
  function setAlarm(folderId: FolderId, alarm: ChallengeAlarm | null): void {
    const key = alarm === null ? '' : `${alarm.kind} ${alarm.message}`;
    if ((raised.get(folderId) ?? '') === key) return;
    raised.set(folderId, key);
    for (const kind of alarmKinds) if (kind !== alarm?.kind) alarms.clear(kind, folderId);
    if (alarm !== null) alarms.raise(alarm.kind, folderId, alarm.message);
  }

  function mayRun(lane: Lane): boolean {
    const { folderId } = lane.folder;
    const failedMs = interrupted.get(folderId)?.atMs ?? -Infinity;
    return !running.has(folderId) && lane.judgingWith() !== null && wallClockMs() - failedMs >= retryAfterMs;
  }

  return {
    mayJudge: (folderId, inForce) => !standing(folderId, inForce.recipe.recipeId, inForce).blocks,
    start,
    changed: forget,
    state: () =>
      lanes.all().map((lane) => {
        const { folderId } = lane.folder;
        const { recipeId } = lane.recipe;
        const present = running.get(folderId);
        return {
          ...{ folderId, recipeId, ...standingOf(lane) },
          running: present === undefined ? null : { done: present.done, of: present.of },
          lastRunId: lastOf(recipeId, folderId)?.challengeRunId ?? null,
          interrupted: interrupted.get(folderId)?.reason ?? null,
        };
      }),
    tick() {
      const watched = new Set(lanes.all().map(({ folder }) => folder.folderId));
      for (const folderId of raised.keys()) if (!watched.has(folderId)) raised.delete(folderId);
      for (const lane of lanes.all()) {
        const present = standingOf(lane);
        // Where nobody wants images inspected, nothing can slip through.
        setAlarm(lane.folder.folderId, lane.inspecting ? alarmOf(lane, present) : null);
        if (present.occasion !== null && mayRun(lane)) start(lane, present.occasion, theStation);
        // Time alone can lift a block, such as that of a policy asked at shift start.
        lane.wake();
      }
    },
    async close() {
      closing.abort();
      await Promise.all(under);
    },
  };
}
