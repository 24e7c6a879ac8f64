import type { NetworkSize } from './networkSize.ts';
import type { Replan } from './stepPlan.ts';

/** How long to teach: a number of steps (as a timed run came to it), or minutes from which the number is derived. */
export type TrainingBudget =
  { readonly steps: number; readonly replans?: readonly Replan[] } | { readonly minutes: number };

/** @throws RangeError when there is no image or one of another size. */
export function requireImages(name: string, images: readonly Float32Array[], size: NetworkSize): void {
  const expected = size.channels * size.width * size.height;
  if (images.length === 0)
    throw new RangeError(`trainNetwork: needs at least one image to ${name}, got none.`);
  const odd = images.findIndex((image) => image.length !== expected);
  if (odd < 0) return;
  throw new RangeError(
    `trainNetwork: image ${odd} of "${name}" has ${images[odd]?.length} values; ` +
      `${size.channels} x ${size.height} x ${size.width} needs ${expected}.`,
  );
}

/** @throws RangeError on a budget of nothing. */
export function requireBudget(budget: TrainingBudget): void {
  if ('steps' in budget && !(Number.isInteger(budget.steps) && budget.steps >= 1)) {
    throw new RangeError(`trainNetwork: steps must be a whole number from 1, got ${budget.steps}.`);
  }
  if ('steps' in budget) requireReplans(budget.replans ?? [], budget.steps);
  if ('minutes' in budget && !(budget.minutes > 0)) {
    throw new RangeError(`trainNetwork: minutes must be above 0, got ${budget.minutes}.`);
  }
}

function requireReplans(replans: readonly Replan[], steps: number): void {
  replans.forEach(({ until, total }, index) => {
    const before = replans[index - 1] ?? { until: 0, total: Infinity };
    const next = replans[index + 1]?.total ?? steps;
    if (until > before.until && until < next && next < total) return;
    throw new RangeError(
      `trainNetwork: a plan of ${total} steps cannot be shortened to ${next} after step ${until}; plans come in order.`,
    );
  });
}
