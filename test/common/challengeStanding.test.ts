import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  defaultChallengePolicy,
  isAsExpected,
  unseenShare,
  type ChallengePolicy,
  type JudgedWith,
} from '../../electron/common/challenge.ts';
import {
  challengeStanding,
  overdueAfterMs,
  type ChallengeFacts,
} from '../../electron/common/challengeStanding.ts';
import type { RecipeId } from '../../electron/common/inspection.ts';
import { verdicts } from '../../electron/common/verdict.ts';

const hourMs = 3_600_000;
const shiftMs = Date.parse('2026-03-01T06:00:00Z');
const now: JudgedWith = {
  recipeId: 'recipe-1' as RecipeId,
  recipeVersion: 3,
  bundleId: 'bundle-1',
  calibrationId: 'calibration-1',
  provider: 'cpu',
};
const nothing: ChallengePolicy = {
  afterChange: false,
  atShiftStart: false,
  everyHours: null,
  consequence: 'alarm',
};

function run(atMs: number, outcome: 'passed' | 'failed' = 'passed', change: Partial<JudgedWith> = {}) {
  const at = new Date(atMs).toISOString();
  return { ...now, ...change, startedAt: at, finishedAt: at, outcome };
}

interface Row {
  readonly what: string;
  readonly policy?: Partial<ChallengePolicy>;
  readonly facts?: Partial<ChallengeFacts>;
  /** After the shift began; default an hour. */
  readonly atMs?: number;
  readonly is: string;
}

const overdueMs = overdueAfterMs + 1;
const rows: readonly Row[] = [
  {
    what: 'a product without images proves nothing and blocks nothing',
    facts: { setSinceMs: null },
    policy: { afterChange: true, consequence: 'block' },
    is: 'empty null goes on',
  },
  { what: 'nothing asks for one that never ran', is: 'notAsked null goes on' },
  { what: 'passed', facts: { last: run(shiftMs) }, is: 'proven null goes on' },
  { what: 'failed', facts: { last: run(shiftMs, 'failed') }, is: 'failed null goes on' },
  {
    what: 'failed, and the policy blocks',
    policy: { consequence: 'block' },
    facts: { last: run(shiftMs, 'failed') },
    is: 'failed null blocks',
  },
  {
    what: 'failed stays failed with another recipe, until one is passed',
    policy: { afterChange: true },
    facts: { last: run(shiftMs, 'failed', { recipeVersion: 2 }) },
    is: 'failed change goes on',
  },
  ...(
    [
      { recipeVersion: 2 },
      { bundleId: 'bundle-0' },
      { calibrationId: 'calibration-1-byHand' },
      { provider: 'cuda' },
    ] as const
  ).flatMap((change): Row[] => [
    {
      what: `another ${Object.keys(change)[0]} judges: it is asked for, and blocks at once where the policy blocks`,
      policy: { afterChange: true, consequence: 'block' },
      facts: {
        last: run(shiftMs, 'passed', change),
        inForce: { judgedWith: now, sinceMs: shiftMs + hourMs },
      },
      is: 'due change blocks',
    },
    {
      what: `another ${Object.keys(change)[0]} judges, and the policy does not care`,
      facts: { last: run(shiftMs, 'passed', change) },
      is: 'proven null goes on',
    },
  ]),
  {
    what: 'nothing judges yet: a change cannot be told',
    policy: { afterChange: true },
    facts: { inForce: null },
    is: 'notAsked null goes on',
  },
  {
    what: 'the shift began since: production goes on until it is overdue',
    policy: { atShiftStart: true, consequence: 'block' },
    facts: { last: run(shiftMs - 1) },
    atMs: overdueAfterMs,
    is: 'due shift goes on',
  },
  {
    what: 'the shift began long ago',
    policy: { atShiftStart: true, consequence: 'block' },
    facts: { last: run(shiftMs - 1) },
    atMs: overdueMs,
    is: 'overdue shift blocks',
  },
  {
    what: 'the shift began long ago, and the policy alarms',
    policy: { atShiftStart: true },
    facts: { last: run(shiftMs - 1) },
    atMs: overdueMs,
    is: 'overdue shift goes on',
  },
  {
    what: 'the set is newer than the shift: not overdue from its first minute on',
    policy: { atShiftStart: true },
    facts: { setSinceMs: shiftMs + hourMs },
    is: 'due shift goes on',
  },
  {
    what: 'not yet so many hours ago',
    policy: { everyHours: 2 },
    facts: { last: run(shiftMs) },
    atMs: 2 * hourMs - 1,
    is: 'proven null goes on',
  },
  {
    what: 'so many hours ago',
    policy: { everyHours: 2 },
    facts: { last: run(shiftMs) },
    atMs: 2 * hourMs,
    is: 'due interval goes on',
  },
  {
    what: 'far too many hours ago',
    policy: { everyHours: 2, consequence: 'block' },
    facts: { last: run(shiftMs) },
    atMs: 2 * hourMs + overdueMs,
    is: 'overdue interval blocks',
  },
];

for (const { what, policy = {}, facts = {}, atMs = hourMs, is } of rows) {
  test(what, () => {
    const standing = challengeStanding(
      {
        policy: { ...nothing, ...policy },
        setSinceMs: shiftMs - 24 * hourMs,
        last: null,
        inForce: { judgedWith: now, sinceMs: shiftMs },
        shiftStartedMs: shiftMs,
        ...facts,
      },
      shiftMs + atMs,
    );
    assert.equal(`${standing.state} ${standing.occasion} ${standing.blocks ? 'blocks' : 'goes on'}`, is);
  });
}

test('by default a product is challenged after changes and every shift, and failing alarms', () => {
  assert.deepEqual(defaultChallengePolicy, {
    afterChange: true,
    atShiftStart: true,
    everyHours: null,
    consequence: 'alarm',
  });
});

test('a bad part is caught by a fail or a review, a good one must pass, and an unreadable image proves nothing', () => {
  const expected = (truth: 'good' | 'bad') => verdicts.filter((verdict) => isAsExpected(truth, verdict));
  assert.deepEqual(expected('good'), ['pass']);
  assert.deepEqual(expected('bad'), ['fail', 'review']);
});

test('what catching them all can prove: 10 allow 25.9 %, 59 prove 5 %, none proves nothing', () => {
  assert.equal(unseenShare(10).toFixed(3), '0.259');
  assert.ok(unseenShare(59) <= 0.05 && unseenShare(58) > 0.05);
  assert.equal(unseenShare(0), 1);
});
