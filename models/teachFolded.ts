import type { BundleContent } from './bundle.ts';
import { bundleId, imagesSha256 } from './bundleId.ts';
import { calibrateHeads } from './calibration/calibrateHeads.ts';
import { requireReachable } from './calibration/targetNotProvable.ts';
import { describeBundle } from './describeBundle.ts';
import { createJudge } from './judge.ts';
import { type HeadName, headNames } from './manifest.ts';
import { splitFolds } from './splitFolds.ts';
import { type TeachOptions, type Taught, teachBundle } from './teachBundle.ts';
import type { TrainingBudget } from './trainNetwork.ts';

/**
 * Teaches a product that has too few good images to keep some for calibration only: all of them teach, and the limit comes
 * from what `folds` further models say of the images each was not taught from (k-fold cross-validation). The model that
 * is kept is none of those, so what is told of its limit is an estimate. Time and steps are shared among all models.
 * There is no classifier then: its limit would need every fold to have one.
 * @throws as `teachBundle`; RangeError when the folds are not 2 to 10, the scores too few for the target, or a classifier is
 *   asked for.
 */
export async function teachFolded(options: TeachOptions & { readonly folds: number }): Promise<Taught> {
  const images = options.images.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const hashes = images.map(({ sha256 }) => sha256);
  const { targetOverkill, folds, ...rest } = options;
  if (options.head === 'classifier') {
    throw new RangeError(
      'A classifier needs good images that set its limit and nothing else; teach without folds, or with another head.',
    );
  }
  const { folds: splits, whole } = splitFolds(hashes, options.seed, folds);
  if (targetOverkill !== undefined) requireReachable(targetOverkill, images.length, true);
  const budget = shareOf(options.budget, folds + 1);
  const models = splits.length + 1;
  const teach = async (split: TeachOptions['split'], model: number): Promise<BundleContent> => {
    const onProgress: TeachOptions['onProgress'] = (news) =>
      options.onProgress?.(withTimeOfAll(news, budget, models - 1 - model));
    const how = { ...rest, budget, images, split, onProgress, withClassifier: false };
    return (await teachBundle(how)).content;
  };
  const foldScores: Partial<Record<HeadName, number>>[] = [];
  for (const [model, split] of splits.entries()) {
    const content = await teach(split, model);
    await using judge = await createJudge(content, {
      provider: options.provider ?? 'cpu',
      ...(options.threads === undefined ? {} : { threads: options.threads }),
    });
    for (const index of split.calibrate) {
      options.signal?.throwIfAborted();
      const [judgement] = await judge.judge([images[index]!.pixels]);
      foldScores.push(judgement!.scores);
    }
  }
  // Selection's images give references and the scale of the map; the limit is not theirs.
  const content = await teach({ ...whole, calibrate: whole.select }, models - 1);
  const { manifest } = content;
  const { calibration, heads } = calibrateHeads({
    head: manifest.calibration.head,
    names: headNames.filter((name) => name in manifest.heads),
    goodScores: (name) => foldScores.map((scores) => scores[name]!),
    dataSha256: imagesSha256(hashes),
    pixelLimit: manifest.calibration.pixelLimit,
    createdAt: options.createdAt,
    ...{ folds, targetOverkill },
  });
  const teaching = {
    ...manifest.teaching,
    ...{ heldOut: whole.select.length, calibrated: hashes.length },
    imageSha256s: { ...manifest.teaching.imageSha256s!, calibrate: [] },
  };
  const id = bundleId({ ...manifest, calibration });
  const folded = { ...manifest, id, heads, calibration, teaching };
  return {
    content: { ...content, manifest: folded },
    calibration: describeBundle(folded, calibration.head),
  };
}

function shareOf(budget: TrainingBudget, models: number): TrainingBudget {
  return 'minutes' in budget
    ? { minutes: budget.minutes / models }
    : { steps: Math.max(1, Math.floor(budget.steps / models)) };
}

type News = Parameters<NonNullable<TeachOptions['onProgress']>>[0];

/** The time left is that of all models, as far as it is known. */
function withTimeOfAll(news: News, budget: TrainingBudget, modelsLeft: number): News {
  if (news.phase !== 'teaching' || news.training.secondsLeft === null || !('minutes' in budget)) return news;
  const secondsLeft = news.training.secondsLeft + modelsLeft * budget.minutes * 60;
  return { ...news, training: { ...news.training, secondsLeft } };
}
