import type { Value } from '../graph/graph.ts';
import { add, div, max, mul, sub } from '../ops/elementwise.ts';

/** Share of the newest batch in an average, once the run is past its first steps. */
const newestShare = 0.02;

/**
 * An average over the recent steps; the plain mean of all steps during the first fifty.
 * @param step scalar, 1 at the first step
 */
export function runningAverage(before: Value, newest: Value, step: Value): Value {
  const share = max(div(1, step), newestShare);
  return add(mul(before, sub(1, share)), mul(newest, share));
}
