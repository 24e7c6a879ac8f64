import type { ChallengePolicy, ChallengeRun, ChallengeStanding, JudgedWith } from './challenge.ts';

export interface ChallengeFacts {
  readonly policy: ChallengePolicy;
  /** When the first image of the set was added, ms since 1970; null: the set is empty. */
  readonly setSinceMs: number | null;
  /** Newest one of this product in this folder. */
  readonly last: Pick<ChallengeRun, 'startedAt' | 'finishedAt' | 'outcome' | keyof JudgedWith> | null;
  /** What judges now, and since when; null until a bundle is open. */
  readonly inForce: { readonly judgedWith: JudgedWith; readonly sinceMs: number } | null;
  readonly shiftStartedMs: number;
}

/** A challenge that is asked for runs as soon as something judges; later than this it is overdue. */
export const overdueAfterMs = 15 * 60_000;
const hourMs = 3_600_000;

export function isSameJudging(one: JudgedWith, other: JudgedWith): boolean {
  return (
    one.recipeId === other.recipeId &&
    one.recipeVersion === other.recipeVersion &&
    one.bundleId === other.bundleId &&
    one.calibrationId === other.calibrationId &&
    one.provider === other.provider
  );
}

/** Where a product stands with its challenge. A failed one stays failed until another one is passed. */
export function challengeStanding(facts: ChallengeFacts, nowMs: number): ChallengeStanding {
  const { policy, setSinceMs, last } = facts;
  if (setSinceMs === null) return { state: 'empty', occasion: null, blocks: false };
  const asked = askedFor(facts, setSinceMs, nowMs);
  const failed = last?.outcome === 'failed';
  const overdue = asked !== null && nowMs - asked.sinceMs > overdueAfterMs;
  // What has just been put in force has proven nothing yet; what worked in the last shift may go on for a moment.
  const mustPass = failed || overdue || asked?.occasion === 'change';
  return {
    state: failed
      ? 'failed'
      : overdue
        ? 'overdue'
        : asked !== null
          ? 'due'
          : last === null
            ? 'notAsked'
            : 'proven',
    occasion: asked?.occasion ?? null,
    blocks: policy.consequence === 'block' && mustPass,
  };
}

function askedFor(
  { policy, last, inForce, shiftStartedMs }: ChallengeFacts,
  setSinceMs: number,
  nowMs: number,
): { occasion: NonNullable<ChallengeStanding['occasion']>; sinceMs: number } | null {
  const hasChanged = inForce !== null && (last === null || !isSameJudging(last, inForce.judgedWith));
  if (policy.afterChange && hasChanged) {
    return { occasion: 'change', sinceMs: Math.max(inForce.sinceMs, setSinceMs) };
  }
  if (policy.atShiftStart && (last === null || Date.parse(last.startedAt) < shiftStartedMs)) {
    return { occasion: 'shift', sinceMs: Math.max(shiftStartedMs, setSinceMs) };
  }
  if (policy.everyHours === null) return null;
  const dueMs = last === null ? setSinceMs : Date.parse(last.finishedAt) + policy.everyHours * hourMs;
  return nowMs >= dueMs ? { occasion: 'interval', sinceMs: dueMs } : null;
}
