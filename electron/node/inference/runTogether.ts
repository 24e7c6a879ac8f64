import { setImmediate as nextTurn } from 'node:timers/promises';
import { imagesPerRun } from '../../../models/imagesPerRun.ts';
import type { Judgement, JudgingModel } from './judgingModel.ts';

/** More images in one run gain little on a cpu and block the thread for longer, so that the decoders wait for work. */
const mostPerRun = 4;

export interface Run {
  readonly judgement: Judgement;
  /** This image's share of the run it was in. */
  readonly runMs: number;
}

/**
 * Runs a model one run at a time, on all images that have become ready meanwhile: a run has costs that do not grow with
 * its images. On a cpu the scores of an image are the same bit for bit whatever it runs with.
 */
export function runTogether(
  model: Pick<JudgingModel, 'manifest' | 'judge'>,
): (input: Float32Array) => Promise<Run> {
  const perRun = Math.min(mostPerRun, imagesPerRun(model.manifest.preprocessing));
  const waiting: { input: Float32Array; resolve: (run: Run) => void; reject: (error: unknown) => void }[] =
    [];
  let running = false;

  async function runWaiting(): Promise<void> {
    running = true;
    for (;;) {
      // A run blocks this thread: first hear of the images that were decoded on other threads in that time.
      await nextTurn();
      const together = waiting.splice(0, perRun);
      if (together.length === 0) break;
      const beganMs = performance.now();
      try {
        const judgements = await model.judge(together.map(({ input }) => input));
        const runMs = (performance.now() - beganMs) / together.length;
        together.forEach(({ resolve, reject }, index) => {
          const judgement = judgements[index];
          if (judgement === undefined) reject(new Error('The model gave no judgement of the image.'));
          else resolve({ judgement, runMs });
        });
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    running = false;
  }

  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (!running) void runWaiting();
    });
}
