/**
 * Smallest count k with P(X <= k) >= probability for X ~ BetaBinomial(trials, a, b). With a limit at rank r of n
 * calibration goods the share rejected is Beta(n + 1 - r, r), so of `trials` further goods that many are rejected
 * (Wilks 1942): the quantile is the prediction limit of overkill on a test set.
 */
export function betaBinomialQuantile(probability: number, trials: number, a: number, b: number): number {
  if (!(probability > 0 && probability < 1 && Number.isInteger(trials) && trials >= 0 && a > 0 && b > 0)) {
    throw new RangeError(
      'betaBinomialQuantile: needs a probability in 0..1, whole trials and positive a and b, ' +
        `got ${probability}, ${trials}, ${a}, ${b}.`,
    );
  }
  // P(0) = B(a, b + trials) / B(a, b); in logarithms, as it may be tiny.
  let logMass = 0;
  for (let i = 0; i < trials; i++) logMass += Math.log((b + i) / (a + b + i));
  let sum = Math.exp(logMass);
  let count = 0;
  while (sum < probability && count < trials) {
    logMass += Math.log(((trials - count) * (a + count)) / ((count + 1) * (b + trials - count - 1)));
    sum += Math.exp(logMass);
    count++;
  }
  return count;
}
