import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrainingBudget } from '../../../models/networks/requireTraining.ts';
import { StepPlan } from '../../../models/networks/stepPlan.ts';

/** Runs a plan on a machine whose steps take so long; a look at the plan every fiftieth step. */
function run(budget: TrainingBudget, secondsOf: (step: number) => number) {
  const plan = new StepPlan(budget, 40);
  const totals: (number | null)[] = [];
  let elapsed = 0;
  for (let step = 1; step <= (plan.total(step) ?? Infinity); step++) {
    elapsed += secondsOf(step);
    plan.stepped(step, elapsed, secondsOf(step));
    totals.push(plan.total(step));
    if (step % 50 === 0) plan.review(step, elapsed, secondsOf(step));
  }
  return { steps: totals.length, replans: plan.replans, totals, elapsed };
}

test('a steady machine keeps its first plan and its time', () => {
  const { steps, replans, totals, elapsed } = run({ minutes: 10 }, () => 0.5);
  assert.equal(steps, 1200);
  assert.deepEqual(replans, []);
  assert.equal(elapsed, 600);
  assert.deepEqual([totals[38], totals[39]], [null, 1200]);
});

for (const [name, secondsOf] of [
  ['three times slower from the middle on', (step: number) => (step > 500 ? 1.5 : 0.5)],
  ['slower and slower', (step: number) => 0.4 + step / 1000],
  ['ten times slower near the end', (step: number) => (step > 1100 ? 5 : 0.5)],
] as const) {
  test(`a machine that gets ${name} shortens its plan, and says what repeats it`, () => {
    const timed = run({ minutes: 10 }, secondsOf);
    assert.ok(timed.replans.length > 0);
    assert.ok(timed.elapsed < 600 * 1.4, `${timed.elapsed} s instead of 600`);
    const { steps, replans } = timed;
    const repeated = run({ steps, replans }, () => 0.01);
    assert.deepEqual(repeated.totals.slice(39), timed.totals.slice(39));
    assert.deepEqual(repeated.replans, replans);
  });
}

test('a short disturbance is no reason for another plan', () => {
  const { steps, replans } = run({ minutes: 10 }, (step) => (step > 200 && step < 210 ? 2 : 0.5));
  assert.deepEqual([steps, replans], [1200, []]);
});

test('a time too short to measure in is planned after a tenth of it', () => {
  assert.equal(run({ minutes: 0.1 }, () => 0.5).steps, 12);
  assert.equal(run({ minutes: 0.1 }, () => 60).steps, 2);
});
