import type { OpenBundle } from '../../common/inferenceProtocol.ts';
import type { ProviderState } from '../../common/stationState.ts';
import { BundleError } from '../../../models/bundle.ts';
import { openBundle } from '../openBundle.ts';
import { chooseProvider, type Opened } from '../provider/chooseProvider.ts';
import { acceleratorsOf } from '../provider/providerCandidates.ts';
import type { JudgingModel } from './judgingModel.ts';
import { runThreads } from './runThreads.ts';

const warmUpRuns = 3;
const timedRuns = 7;
/** A slow model is timed by fewer runs, so that the first image need not wait; by one at least. */
const timedForMs = 300;

export interface OpenModelOptions {
  readonly platform?: string;
  readonly arch?: string;
  readonly open?: typeof openBundle;
}

/**
 * Opens a bundle where it is to run.
 * @throws BundleError when it is to be refused: damaged, foreign, or not loadable even on the cpu. System errors, such as
 *   a share that does not answer, pass through, as the next attempt may go better.
 */
export async function openModel(
  order: Pick<OpenBundle, 'bundle' | 'provider' | 'bitDepth'>,
  options: OpenModelOptions = {},
): Promise<{ model: JudgingModel & Opened; provider: ProviderState }> {
  const { platform = process.platform, arch = process.arch, open = openBundle } = options;
  try {
    return await chooseProvider({
      choice: order.provider,
      accelerators: acceleratorsOf(platform, arch),
      async open(provider) {
        const { bitDepth } = order;
        const { bundle, judge } = await open(order.bundle, {
          provider,
          threads: runThreads,
          // Spinning threads would take from decoding what they gain for the run.
          spinning: false,
          bitDepth,
        });
        return timedModel(bundle.manifest, judge);
      },
    });
  } catch (error) {
    if (error instanceof BundleError || isSystemError(error)) throw error;
    throw new BundleError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

type OpenedJudge = Awaited<ReturnType<typeof openBundle>>['judge'];

function timedModel(manifest: JudgingModel['manifest'], judge: OpenedJudge): JudgingModel & Opened {
  const { channels, width, height } = manifest.preprocessing;
  return {
    manifest,
    judge: (images) => judge.judge(images),
    release: () => judge.close(),
    async measureMs() {
      const image = new Float32Array(channels * width * height).fill(0.5);
      const startedMs = performance.now();
      const times: number[] = [];
      for (let run = 0; run < warmUpRuns + timedRuns; run += 1) {
        const beganMs = performance.now();
        await judge.judge([image]);
        const endedMs = performance.now();
        if (run >= warmUpRuns) times.push(endedMs - beganMs);
        if (times.length > 0 && endedMs - startedMs > timedForMs) break;
      }
      return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    },
  };
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}
