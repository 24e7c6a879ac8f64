import type { NetworkSize } from './networkSize.ts';

/** How long to teach: a number of steps, or minutes from which the number is derived. */
export type TrainingBudget = { readonly steps: number } | { readonly minutes: number };

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
  if ('minutes' in budget && !(budget.minutes > 0)) {
    throw new RangeError(`trainNetwork: minutes must be above 0, got ${budget.minutes}.`);
  }
}
