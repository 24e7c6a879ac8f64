import { setImmediate } from 'node:timers/promises';
import type { Checkpoint } from './checkpoint.ts';
import type { HeldOutEvaluation } from './heldOutEvaluation.ts';

export interface MeasuredCheckpoint {
  readonly step: number;
  /** Held-out loss of the reconstruction, by the features of the last discriminator. */
  readonly loss: number;
  /** How badly the difference net tells held-out synthetic anomalies from good images. */
  readonly separation: number;
}

/** The checkpoint with the lowest sum of held-out loss and separation, both in nats. One yardstick for all. */
export async function chooseCheckpoint(
  checkpoints: readonly Checkpoint[],
  heldOut: HeldOutEvaluation,
  signal: AbortSignal | undefined,
): Promise<{ best: Checkpoint; measured: MeasuredCheckpoint[] }> {
  let best = checkpoints.at(-1);
  if (!best) throw new RangeError('trainNetwork: the run ended without a checkpoint.');
  const yardstick = best.averages.discriminator;
  let lowest = Infinity;
  const measured: MeasuredCheckpoint[] = [];
  for (const checkpoint of checkpoints) {
    signal?.throwIfAborted();
    const { loss, separation } = await heldOut.measure(checkpoint, yardstick, 0);
    measured.push({ step: checkpoint.step, loss, separation });
    if (loss + separation < lowest) [lowest, best] = [loss + separation, checkpoint];
    await setImmediate();
  }
  return { best, measured };
}
