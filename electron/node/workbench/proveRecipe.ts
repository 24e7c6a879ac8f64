import { isAsExpected } from '../../common/challenge.ts';
import { limitsInForce } from '../../common/limits.ts';
import { say } from '../../common/stationSentence.ts';
import type { RecipeProof } from '../../common/setUp.ts';
import type { ChallengeFile, WorkbenchRequest } from '../../common/workbenchProtocol.ts';
import { BundleError } from '../../../models/bundle.ts';
import type { Run } from '../inference/runTogether.ts';
import { judgeChallenge } from '../inference/judgeChallenge.ts';
import type { JudgingModel } from '../inference/judgingModel.ts';
import { openModel } from '../inference/openModel.ts';
import { scored } from '../lane/judgement.ts';
import type { AtWork } from './serveWorkbench.ts';

/** So many images are named; the rest is counted. */
const mostNamed = 3;

/**
 * What has to hold before a recipe goes in force: the bundle's references score here as they did when it was written, on the
 * provider in use, and every image of the product's challenge set gets the verdict it should.
 */
export async function proveRecipe(
  order: Extract<WorkbenchRequest, { kind: 'prove' }>,
  { tell, signal }: AtWork,
): Promise<void> {
  let opened: Awaited<ReturnType<typeof openModel>>;
  try {
    opened = await openModel(order);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    const proof: RecipeProof = {
      ...{ kind: 'references', outcome: 'failed', sentence: error.message, mayOverride: false },
    };
    return tell({ kind: 'proven', provider: null, proofs: [proof] });
  }
  const { model, provider } = opened;
  try {
    const { references } = model.manifest;
    const where = provider.measured ?? provider.chosen;
    const instead = provider.fallbackReason === null ? '' : ` ${provider.fallbackReason}`;
    const replayed: RecipeProof = {
      kind: 'references',
      outcome: 'passed',
      sentence: say('referencesReplayed', { count: references.length, provider: where }) + instead,
      mayOverride: false,
    };
    const challenged = await challenge(order, model, (done) => {
      signal.throwIfAborted();
      tell({ kind: 'progress', done, of: order.challenge.length });
    });
    tell({ kind: 'proven', provider: where, proofs: [replayed, challenged] });
  } finally {
    await model.release();
  }
}

async function challenge(
  order: Extract<WorkbenchRequest, { kind: 'prove' }>,
  model: JudgingModel,
  onJudged: (done: number) => void,
): Promise<RecipeProof> {
  if (order.challenge.length === 0) {
    return {
      kind: 'challenge',
      outcome: 'none',
      sentence: say('challengeSetNone'),
      mayOverride: false,
    };
  }
  const wrong: string[] = [];
  for (const [at, image] of order.challenge.entries()) {
    const why = await wrongVerdict(order, model, image);
    if (why !== null) wrong.push(`${image.name} (${why})`);
    onJudged(at + 1);
  }
  const of = order.challenge.length;
  const more = wrong.length > mostNamed ? ` and ${wrong.length - mostNamed} more` : '';
  return {
    kind: 'challenge',
    outcome: wrong.length === 0 ? 'passed' : 'failed',
    sentence:
      wrong.length === 0
        ? say('challengeSetRight', { count: of })
        : say('challengeSetWrong', {
            ...{ count: wrong.length, parts: of },
            files: wrong.slice(0, mostNamed).join(', ') + more,
          }),
    mayOverride: wrong.length > 0,
  };
}

/** Null: the verdict is as expected. */
async function wrongVerdict(
  order: Extract<WorkbenchRequest, { kind: 'prove' }>,
  model: JudgingModel,
  image: ChallengeFile,
): Promise<string | null> {
  const { manifest } = model;
  const { calibration, preprocessing } = manifest;
  const region = preprocessing.region;
  if (image.extent === 'region' && JSON.stringify(image.region) !== JSON.stringify(region)) {
    return `${image.truth}, but cut out by another region`;
  }
  const run = async (input: Float32Array): Promise<Run> => {
    const [judgement] = await model.judge([input]);
    return { judgement: judgement!, runMs: 0 };
  };
  const { challengeImageId, file, sha256, extent } = image;
  const { judged, reason } = await judgeChallenge(
    { kind: 'challenge', challengeImageId, file, sha256, extent },
    { ...preprocessing, otherSizes: order.otherSizes },
    manifest,
    run,
  );
  if (judged === null) return reason ?? 'unreadable';
  const limits = limitsInForce(order, {
    limit: calibration.limit,
    reviewLimit: calibration.reviewLimit ?? null,
  });
  const { verdict } = scored({ ...judged, pictures: [] }, calibration, limits);
  return isAsExpected(image.truth, verdict) ? null : `${image.truth}, but ${verdict}`;
}
