import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { NetworkSize } from '../../models/networks/networkSize.ts';
import { TrainingState } from '../../models/networks/trainingState.ts';
import { networkLayouts } from '../../models/networks/networkParts.ts';
import { teaching } from '../../models/networks/teaching.ts';
import { type Weights, namedWeights } from '../../models/networks/weights.ts';
import { Random } from '../../models/random.ts';
import { type TrainingProgress, type TrainingRequest, trainNetwork } from '../../models/trainNetwork.ts';

/** A bright bar on a dark, noisy ground, at slightly different places. */
function bars(count: number, seed: number): Float32Array[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const left = 26 + random.below(5);
    return Float32Array.from({ length: 64 * 64 }, (_, index) => {
      const inside = index % 64 >= left && index % 64 < left + 10;
      return (inside ? 0.7 : 0.25) + 0.03 * random.normal();
    });
  });
}

function fingerprint(weights: Weights): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(weights).sort()) hash.update(name).update(weights[name]?.data ?? '');
  return hash.digest('hex');
}

const request = (extra: Partial<TrainingRequest>): TrainingRequest => ({
  train: bars(20, 1),
  select: bars(4, 2),
  channels: 1,
  width: 64,
  height: 64,
  latentSize: 8,
  seed: 5,
  budget: { steps: 12 },
  batch: 4,
  threads: 1,
  ...extra,
});

test('teaching learns the brightness of a part', async () => {
  // Bars dimmed and brightened as a whole: the mean image alone cannot follow.
  const dim = (images: Float32Array[]): Float32Array[] =>
    images.map((image, index) => image.map((value) => value * (index % 2 ? 0.7 : 1.3)));
  const losses: number[] = [];
  const onProgress = ({ heldOutLoss }: TrainingProgress): void => {
    if (heldOutLoss !== undefined) losses.push(heldOutLoss);
  };
  await trainNetwork(
    request({ train: dim(bars(20, 1)), select: dim(bars(4, 2)), budget: { steps: 100 }, onProgress }),
  );
  assert.ok((losses.at(-1) ?? NaN) < (losses[0] ?? NaN) - 0.1, losses.join(', '));
});

test('teaching is the same for the same seed', async () => {
  const progress: TrainingProgress[] = [];
  const first = await trainNetwork(request({ onProgress: (event) => progress.push(event) }));
  const second = await trainNetwork(request({}));
  const other = await trainNetwork(request({ seed: 6 }));
  assert.equal(fingerprint(first.weights), fingerprint(second.weights));
  assert.notEqual(fingerprint(first.weights), fingerprint(other.weights));
  assert.equal(first.steps, 12);
  assert.deepEqual(
    progress.map(({ step, total }) => [step, total]),
    Array.from({ length: 12 }, (_, index) => [index + 1, 12]),
  );
  const last = progress.at(-1);
  assert.equal(last?.secondsLeft, 0);
  assert.equal(last?.reconstructions?.length, 4);
  assert.equal(last?.reconstructions?.[0]?.reconstruction.pixels.length, 64 * 64);
  const chosen = first.heldOut.find(({ step }) => step === first.checkpointStep);
  const sums = first.heldOut.map(({ loss, separation }) => loss + separation);
  assert.equal(chosen!.loss + chosen!.separation, Math.min(...sums));
});

test('a timed run says how many steps repeat it', async () => {
  const timed = await trainNetwork(request({ budget: { minutes: 0.03 } }));
  assert.ok(timed.steps >= 1);
  const { steps, replans } = timed;
  const repeated = await trainNetwork(request({ budget: { steps, replans } }));
  assert.equal(fingerprint(repeated.weights), fingerprint(timed.weights));
  assert.deepEqual(repeated.heldOut, timed.heldOut);
});

test('a shortened plan counts: it repeats itself and differs from one that was short from the start', async () => {
  const shortened = { steps: 54, replans: [{ until: 52, total: 60 }] };
  const [first, second, other] = await Promise.all(
    [shortened, shortened, { steps: 54 }].map((budget) => trainNetwork(request({ budget, batch: 2 }))),
  );
  assert.equal(first?.steps, 54);
  assert.deepEqual(first?.replans, shortened.replans);
  assert.equal(fingerprint(first.weights), fingerprint(second!.weights));
  // Both may have chosen a checkpoint from before the plans part.
  assert.notDeepEqual(first.history.at(-1), other!.history.at(-1));
});

test('what is exported are moving averages', async () => {
  const size: NetworkSize = { channels: 1, width: 64, height: 64, latentSize: 8 };
  const layouts = networkLayouts(size);
  const start = new TrainingState(size, layouts, new Random(5), {}).checkpoint(0).averages.encoder;
  const { weights } = await trainNetwork(request({ budget: { steps: 1 } }));
  const began = namedWeights(layouts.encoder, start);
  const moved = Object.entries(began).flatMap(([name, { data }]) =>
    Array.from(data, (value, index) => Math.abs((weights[name]?.data[index] ?? NaN) - value)),
  );
  // Adam's first step is the learning rate for almost every parameter; the average goes 9/11 of the way.
  const step = teaching.learningRate.encoder / teaching.schedule.warmupSteps;
  const median = moved.sort((a, b) => a - b)[Math.floor(moved.length / 2)] ?? NaN;
  assert.ok(Math.abs(median / step - 9 / 11) < 0.05, `${median} of ${step}`);
});

test('an abort ends teaching between two steps', async () => {
  const controller = new AbortController();
  let steps = 0;
  const onProgress = (): void => {
    steps++;
    // The signal comes from outside, as a message would: only a loop that yields lets it in.
    if (steps === 2) setImmediate(() => controller.abort());
  };
  const run = trainNetwork(request({ budget: { steps: 1000 }, onProgress, signal: controller.signal }));
  await assert.rejects(run, { name: 'AbortError' });
  assert.ok(steps <= 3, `${steps} steps were taken.`);
});

test('images and budgets that cannot be are refused by name', async () => {
  await assert.rejects(trainNetwork(request({ select: [] })), {
    message: 'trainNetwork: needs at least one image to select, got none.',
  });
  await assert.rejects(trainNetwork(request({ train: [new Float32Array(5)] })), {
    message: 'trainNetwork: image 0 of "train" has 5 values; 1 x 64 x 64 needs 4096.',
  });
  await assert.rejects(trainNetwork(request({ budget: { steps: 0 } })), {
    message: 'trainNetwork: steps must be a whole number from 1, got 0.',
  });
  await assert.rejects(
    trainNetwork(request({ budget: { steps: 30, replans: [{ until: 30, total: 50 }] } })),
    /a plan of 50 steps cannot be shortened to 30 after step 30/,
  );
});
