import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gaussianWeights } from '../../../models/heads/gaussian.ts';
import { learnedDifference } from '../../../models/heads/learnedDifference.ts';
import { type HeadFeed, fitHead, runHead } from './runHead.ts';

const side = 32;
const softplus = (x: number): number => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));

function feed(...logits: Float32Array[]): HeadFeed {
  const pixels = new Float32Array(logits.length * side * side).fill(0.5);
  const anomalyLogit = Float32Array.from(logits.flatMap((logit) => [...logit]));
  return { shape: [logits.length, 1, side, side], image: pixels, reconstruction: pixels, anomalyLogit };
}

const flat = (logit: number): Float32Array => new Float32Array(side * side).fill(logit);

function spot(logit: number, size: number): Float32Array {
  return flat(-6).map((value, i) => (i % side >= 10 && i % side < 10 + size && i / side >= 8 && i / side < 8 + size ? logit : value)); // prettier-ignore
}

/** The head's definition, pixel by pixel. */
function expectedScore(logit: Float32Array): number {
  const weights = gaussianWeights(1, 3);
  const clamp = (place: number): number => Math.min(side - 1, Math.max(0, place));
  const smoothed = Array.from(logit, (_, i) => {
    let sum = 0;
    weights.forEach((down, dy) =>
      weights.forEach((across, dx) => {
        const at = clamp(Math.floor(i / side) + dy - 3) * side + clamp((i % side) + dx - 3);
        sum += down * across * softplus(logit[at]!);
      }),
    );
    return sum;
  }).sort((a, b) => b - a);
  const worst = smoothed.slice(0, Math.round(0.005 * side * side));
  return Math.log(worst.reduce((sum, value) => sum + value, 0) / worst.length);
}

test('score and map are what they are said to be', async () => {
  const logits = [flat(-5), spot(4, 3), spot(-2, 6), spot(40, 1)];
  const build = await fitHead(learnedDifference, feed(flat(-5)));
  const { scores, map } = await runHead(build, feed(...logits));
  logits.forEach((logit, image) => {
    const expected = expectedScore(logit);
    assert.ok(Math.abs(scores[image]! - expected) < 1e-4, `${scores[image]}, expected ${expected}`);
    logit.forEach((value, i) => {
      const [actual, wanted] = [map[image * side * side + i]!, softplus(value)];
      assert.ok(Math.abs(actual - wanted) <= 1e-5 * Math.max(1, wanted), `${actual}, expected ${wanted}`);
    });
  });
});

test('no two of good and bad images are tied, however sure the network is', async () => {
  const logits = [-20, -12, -6, 0, 6, 20, 60].map(flat);
  const build = await fitHead(learnedDifference, feed(flat(-5)));
  const { scores } = await runHead(build, feed(...logits));
  scores.slice(1).forEach((score, i) => assert.ok(score > scores[i]! + 0.5, scores.join(', ')));
});

test('a small spot counts, a larger one more', async () => {
  const build = await fitHead(learnedDifference, feed(flat(-5)));
  const { scores } = await runHead(build, feed(flat(-6), spot(3, 1), spot(3, 2), spot(3, 5)));
  assert.deepEqual(
    [...scores].sort((a, b) => a - b),
    scores,
  );
  assert.ok(scores[1]! > scores[0]! + 2, scores.join(', '));
});
