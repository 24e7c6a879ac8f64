import { setImmediate } from 'node:timers/promises';
import type { HeldOutEvaluation } from './heldOutEvaluation.ts';
import type { NetworkPart } from './vaeGanStep.ts';

/** Moving averages of all parameters after a step, flat. */
export type Checkpoint = Readonly<{ step: number; averages: Record<NetworkPart, Float32Array> }>;

/** The checkpoint with the lowest held-out loss. One yardstick for all: the features of the last discriminator. */
export async function chooseCheckpoint(
  checkpoints: readonly Checkpoint[],
  heldOut: HeldOutEvaluation,
  signal: AbortSignal | undefined,
): Promise<{ best: Checkpoint; measured: { step: number; loss: number }[] }> {
  let best = checkpoints.at(-1);
  if (!best) throw new RangeError('trainNetwork: the run ended without a checkpoint.');
  const yardstick = best.averages.discriminator;
  let lowest = Infinity;
  const measured: { step: number; loss: number }[] = [];
  for (const checkpoint of checkpoints) {
    signal?.throwIfAborted();
    const { loss } = await heldOut.measure(checkpoint.averages, yardstick, 0);
    measured.push({ step: checkpoint.step, loss });
    if (loss < lowest) [lowest, best] = [loss, checkpoint];
    await setImmediate();
  }
  return { best, measured };
}
