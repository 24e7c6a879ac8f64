import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChallengeVerdict, Truth } from '../../../../../electron/common/challenge.ts';
import type { Verdict } from '../../../../../electron/common/verdict.ts';
import {
  acceptanceResult,
  objectsToProve,
} from '../../../../../electron/node/review/report/acceptance/acceptanceResult.ts';
import { repeatabilityOf } from '../../../../../electron/node/review/report/acceptance/repeatability.ts';

function objects(
  count: number,
  truth: Truth,
  verdict: Verdict,
  score: number | null = 0.5,
): ChallengeVerdict[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${truth} ${verdict} ${index}`;
    return { image: { truth, name, sha256: name }, verdict, score } as ChallengeVerdict;
  });
}
const none = { greatestEscape: null, greatestOverkill: null };

test('59 bad parts without an escape prove at most 5 %, 58 do not', () => {
  const agreed = { ...none, greatestEscape: 0.05 };
  assert.equal(objectsToProve(0.05), 59);
  assert.equal(acceptanceResult(objects(59, 'bad', 'fail'), agreed).escape.judgement, 'met');
  assert.equal(acceptanceResult(objects(58, 'bad', 'fail'), agreed).escape.judgement, 'open');
});

test('more seen than agreed is missed; no objects prove nothing and miss nothing', () => {
  const agreed = { greatestEscape: 0.05, greatestOverkill: 0.05 };
  const result = acceptanceResult([...objects(9, 'bad', 'fail'), ...objects(1, 'bad', 'pass')], agreed);
  assert.equal(result.escape.judgement, 'missed');
  assert.deepEqual([result.escape.share.count, result.escape.share.of], [1, 10]);
  // Clopper and Pearson 1934, 1 of 10: 0.25 % to 44.50 %.
  assert.deepEqual(
    result.escape.share.interval.map((one) => one.toFixed(4)),
    ['0.0025', '0.4450'],
  );
  assert.equal(result.overkill.judgement, 'open');
  assert.equal(acceptanceResult([], none).overkill.judgement, 'notAgreed');
});

test('what is left for review: a bad part has not escaped, a good one has not passed; unreadable counts as neither', () => {
  const { escape, overkill, table } = acceptanceResult(
    [
      ...objects(2, 'bad', 'review'),
      ...objects(1, 'bad', 'unreadable', null),
      ...objects(3, 'good', 'review'),
      ...objects(5, 'good', 'pass'),
    ],
    none,
  );
  assert.deepEqual([escape.share.count, escape.share.of], [0, 2]);
  assert.deepEqual([overkill.share.count, overkill.share.of], [3, 8]);
  assert.deepEqual(table.bad, { pass: 0, fail: 0, review: 2, unreadable: 1 });
});

test('runs are compared object by object, as far as all of them judged it', () => {
  const steady = objects(3, 'good', 'pass', 0.5);
  const moved = objects(3, 'good', 'pass', 0.7).map((one) => ({ ...one, verdict: 'fail' as const }));
  const found = repeatabilityOf([[...steady, ...objects(1, 'bad', 'fail')], moved]);
  assert.deepEqual([found.runs, found.objects, found.changed.length], [2, 3, 3]);
  assert.deepEqual(found.changed[0]?.verdicts, ['pass', 'fail']);
  assert.ok(Math.abs((found.largestSpread ?? 0) - 0.2) < 1e-12);
  assert.ok(Math.abs((found.withinDeviation ?? 0) - Math.sqrt(0.02)) < 1e-12);
  assert.equal(repeatabilityOf([steady]).withinDeviation, null);
});
