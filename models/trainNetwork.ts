import { setImmediate } from 'node:timers/promises';
import { type Checkpoint, checkpointWeights } from './networks/checkpoint.ts';
import { type MeasuredCheckpoint, chooseCheckpoint } from './networks/chooseCheckpoint.ts';
import { HeldOutEvaluation } from './networks/heldOutEvaluation.ts';
import { heldOutImages } from './networks/heldOutImages.ts';
import { meanLogits } from './networks/meanLogits.ts';
import { networkLayouts } from './networks/networkParts.ts';
import { type NetworkSize, defaultLatentSize, requireNetworkSize } from './networks/networkSize.ts';
import type { PlacedBatch } from './networks/place.ts';
import { type TrainingBudget, requireBudget, requireImages } from './networks/requireTraining.ts';
import { TrainingBatches } from './networks/trainingBatches.ts';
import { meanLogit } from './networks/vaeGan.ts';
import { type Replan, StepPlan } from './networks/stepPlan.ts';
import { TrainingState } from './networks/trainingState.ts';
import { taughtVariation } from './networks/taughtVariation.ts';
import { teaching } from './networks/teaching.ts';
import { type LossName, lossNames, teachingStep } from './networks/teachingStep.ts';
import type { Weights } from './networks/weights.ts';
import { Random } from './random.ts';
import { type Provider, Session, float32Of, float32Tensor } from './session.ts';

export type { Replan, TrainingBudget };

export interface TrainingPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Interleaved, row-major, 0..255. */
  readonly pixels: Uint8Array;
}

export interface TrainingProgress {
  /** 1-based. */
  readonly step: number;
  /** null while a timed run still measures how many steps fit; falls when the machine gets busier. */
  readonly total: number | null;
  readonly losses: Readonly<Record<LossName, number>>;
  readonly secondsLeft: number | null;
  /** Held-out loss by pixels and KL, whenever it was just measured. */
  readonly heldOutLoss?: number;
  /** A few held-out images and their current reconstructions, with `heldOutLoss`. */
  readonly reconstructions?: readonly {
    readonly image: TrainingPicture;
    readonly reconstruction: TrainingPicture;
  }[];
}

export interface TrainingRequest {
  /** Good images to learn from: planes of 0..1, [channels * height * width] each. */
  readonly train: readonly Float32Array[];
  /** Good images that choose the checkpoint; disjoint from `train`. */
  readonly select: readonly Float32Array[];
  /** Of which place each image is, for images that are tiles. */
  readonly placed?: { readonly train: PlacedBatch; readonly select: PlacedBatch };
  readonly channels: 1 | 3;
  readonly width: number;
  readonly height: number;
  readonly latentSize?: number;
  /** Whole number >= 0. Equal seed, steps, images, threads and provider give equal weights. */
  readonly seed: number;
  readonly budget: TrainingBudget;
  /** Images per step, 2 or more, default 8. */
  readonly batch?: number;
  readonly threads?: number;
  readonly provider?: Provider;
  readonly onProgress?: (progress: TrainingProgress) => void;
  readonly signal?: AbortSignal;
}

export interface TrainingResult {
  /** Moving averages of all parameters at the chosen checkpoint, by name. */
  readonly weights: Weights;
  readonly size: NetworkSize;
  /** Of the whole run: `budget: {steps, replans}` with these repeats a timed run exactly. */
  readonly steps: number;
  /** Empty unless a timed run had to shorten its plan. */
  readonly replans: readonly Replan[];
  readonly checkpointStep: number;
  readonly seconds: number;
  readonly history: readonly ({ readonly step: number } & Readonly<Record<LossName, number>>)[];
  /** Checkpoints of the second half, all measured by the last discriminator. */
  readonly heldOut: readonly MeasuredCheckpoint[];
}

const defaultBatch = 8;
/** A timed run measures its speed over this many steps; the learning rate does not depend on the total before. */
const measuredSteps = teaching.schedule.warmupSteps - 10;
const evaluations = 20;
const shownImages = 4;

/**
 * Teaches a network on good images: a VAE-GAN that reconstructs them, without the synthetic anomalies put on some, and
 * a difference net that finds these. Runs on the calling thread, which each step blocks: give it a process of
 * its own.
 * @throws RangeError on a size or a budget that cannot be; the signal's reason when aborted; Error when a loss
 *   stops being a number.
 */
export async function trainNetwork(request: TrainingRequest): Promise<TrainingResult> {
  const { train, select, placed, channels, width, height, seed, budget, signal, onProgress } = request;
  const size: NetworkSize = {
    ...{ channels, width, height, latentSize: request.latentSize ?? defaultLatentSize },
    ...(placed && { placed: true }),
  };
  requireNetworkSize(size);
  requireImages('train', train, size);
  requireImages('select', select, size);
  requireBudget(budget);
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const random = new Random(seed);
  const layouts = networkLayouts(size);
  const batch = request.batch ?? defaultBatch;
  const sessionOptions = {
    provider: request.provider ?? 'cpu',
    ...(request.threads === undefined ? {} : { threads: request.threads }),
  };
  const session = await Session.load(teachingStep(size, layouts, batch).toModel(), sessionOptions);
  const state = new TrainingState(size, layouts, random, placed ? {} : { [meanLogit]: meanLogits(train) });
  // Tiles of different places show nothing of how the images of one of them differ.
  const variation = placed ? undefined : taughtVariation(train, size, random);
  const heldOut = await HeldOutEvaluation.open(
    size,
    layouts,
    heldOutImages(select, size, seed, variation, placed?.select),
    sessionOptions,
  );
  try {
    const batches = new TrainingBatches(train, size, batch, random, variation, placed?.train);
    const history: ({ step: number } & Record<LossName, number>)[] = [];
    const checkpoints: Checkpoint[] = [];
    const durations: number[] = [];
    const plan = new StepPlan(budget, measuredSteps);
    for (let step = 1; step <= (plan.total(step) ?? Infinity); step++) {
      signal?.throwIfAborted();
      const stepStarted = performance.now();
      const outputs = await session.run({
        ...batches.next(),
        ...state.feeds(),
        step: float32Tensor([], Float32Array.of(step)),
        total: float32Tensor([], Float32Array.of(plan.total(step) ?? measuredSteps + 1)),
      });
      state.take(outputs);
      const losses = Object.fromEntries(
        lossNames.map((name) => [name, float32Of(outputs, name)[0] ?? NaN]),
      ) as Record<LossName, number>;
      requireFinite(losses, step);
      history.push({ step, ...losses });
      // The first step allocates.
      if (step > 1) durations.push(performance.now() - stepStarted);
      plan.stepped(step, seconds(), pace(durations) / 1000);
      const total = plan.total(step);
      const progress = {
        step,
        total,
        losses,
        secondsLeft: total === null ? null : ((total - step) * pace(durations)) / 1000,
      };
      if (total !== null && isCheckpoint(step, total)) {
        const checkpoint = state.checkpoint(step);
        if (step > total / 2) checkpoints.push(checkpoint);
        const result = await heldOut.measure(checkpoint, checkpoint.averages.discriminator, shownImages);
        onProgress?.({
          ...progress,
          heldOutLoss: result.pixelLoss,
          reconstructions: result.reconstructions.map((reconstruction, index) => ({
            image: picture(select[index] ?? reconstruction, size),
            reconstruction: picture(reconstruction, size),
          })),
        });
        plan.review(step, seconds(), pace(durations) / 1000);
      } else {
        onProgress?.(progress);
      }
      // A step blocks this thread: let messages (cancel) in.
      await setImmediate();
    }
    const { best, measured } = await chooseCheckpoint(checkpoints, heldOut, signal);
    return {
      weights: checkpointWeights(best, layouts),
      size,
      steps: history.length,
      replans: plan.replans,
      checkpointStep: best.step,
      seconds: seconds(),
      history,
      heldOut: measured,
    };
  } finally {
    await session.release();
    await heldOut.close();
  }
}

/** Every twentieth of the run from a fifth on, and the last step. */
function isCheckpoint(step: number, total: number): boolean {
  const interval = Math.max(1, Math.floor(total / evaluations));
  return step === total || ((total - step) % interval === 0 && step >= total / 5);
}

/** Milliseconds a step takes: median of the last fifty. */
function pace(durations: readonly number[]): number {
  const recent = durations.slice(-50).sort((a, b) => a - b);
  return recent[Math.floor(recent.length / 2)] ?? 0;
}

function picture(planes: Float32Array, { channels, width, height }: NetworkSize): TrainingPicture {
  const area = width * height;
  const pixels = Uint8Array.from({ length: planes.length }, (_, index) => {
    const value = planes[(index % channels) * area + Math.floor(index / channels)] ?? 0;
    return Math.round(255 * Math.min(1, Math.max(0, value)));
  });
  return { width, height, channels, pixels };
}

function requireFinite(losses: Readonly<Record<LossName, number>>, step: number): void {
  const broken = lossNames.find((name) => !Number.isFinite(losses[name]));
  if (broken === undefined) return;
  throw new Error(
    `Teaching broke down at step ${step}: the loss "${broken}" is ${losses[broken]}. ` +
      'Teach again with another seed, and check that the images are what they should be.',
  );
}
