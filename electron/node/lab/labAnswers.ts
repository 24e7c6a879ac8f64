import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleFiles, parseManifest } from '../../../models/bundle.ts';
import { type HeadName, headNames } from '../../../models/manifest.ts';
import { CallFailure } from '../../common/callFailure.ts';
import type { RecipeId } from '../../common/inspection.ts';
import type { LabPart, ScoringId } from '../../common/lab.ts';
import { limitsInForce } from '../../common/limits.ts';
import type { ReviewAnswers } from '../review/answerReview.ts';
import { bundleFolder } from '../station/installBundle.ts';
import type { StationDatabase } from '../store/db.ts';
import { newestVersion } from '../store/recipes.ts';
import { labCounts } from './labCounts.ts';
import { readScores, type StoredScores } from './labFolder.ts';
import { labHead } from './labHead.ts';
import { labHistogram } from './labHistogram.ts';
import { emptyOfTruths, imagesInside, labScatter } from './labScatter.ts';
import { nearestImages } from './nearestImages.ts';
import { asLabImage, scoredImages } from './scoredImages.ts';

export type LabCall =
  'getLabHeads' | 'getLabHistogram' | 'getLabCounts' | 'getLabImages' | 'getLabScatter' | 'selectLabImages';

interface Shown {
  readonly recipeId: RecipeId;
  readonly scoringId: ScoringId;
  readonly parts: readonly LabPart[];
}

/** Answers about kept scores from a station's home and its database, both only read. */
export function labAnswers(db: StationDatabase): Pick<ReviewAnswers, LabCall> {
  const home = path.dirname(db.name);
  /** The scoring asked about last. */
  let held: { scoringId: ScoringId; scores: StoredScores } | null = null;

  async function shownOf({ recipeId, scoringId, parts }: Shown) {
    if (held?.scoringId !== scoringId) {
      held = { scoringId, scores: await readScores(home, recipeId, scoringId) };
    }
    const heads = headNames.filter((name) => name in held!.scores.scores);
    return { scored: scoredImages(db, recipeId, held.scores, parts), heads };
  }

  /** Limits of the newest version; `of` tells the one a head has in its bundle. */
  async function limitsOf(recipeId: RecipeId) {
    const recipe = newestVersion(db, recipeId);
    if (recipe === undefined)
      throw new CallFailure('notFound', `There is no recipe with the id ${recipeId}.`);
    const { settings } = recipe;
    const file = path.join(bundleFolder(home, settings.bundle), bundleFiles.manifest);
    const { heads, calibration } = parseManifest(await readFile(file, 'utf8'));
    const { limit, reviewLimit } = limitsInForce(settings, { reviewLimit: null, ...calibration });
    return {
      inForce: { head: calibration.head, limits: reviewLimit === null ? [limit] : [limit, reviewLimit] },
      of(head: HeadName): number {
        const found = heads[head]?.limit;
        if (found !== undefined) return found;
        throw new CallFailure('refused', `The bundle has no head ${head}.`);
      },
    };
  }

  async function axesOf({ recipeId, x, y }: { recipeId: RecipeId; x: HeadName; y: HeadName }) {
    const limits = await limitsOf(recipeId);
    return { x: { head: x, limit: limits.of(x) }, y: { head: y, limit: limits.of(y) } };
  }

  return {
    async getLabHeads(args) {
      const { scored, heads } = await shownOf(args);
      const limits = await limitsOf(args.recipeId);
      return heads.map((head) => labHead(scored, head, limits.of(head)));
    },
    async getLabHistogram(args) {
      const { scored } = await shownOf(args);
      const limits = await limitsOf(args.recipeId);
      const others = limits.inForce.head === args.head ? limits.inForce.limits : [];
      return labHistogram(scored, args.head, limits.of(args.head), others);
    },
    async getLabCounts({ head, limit, reviewLimit, ...shown }) {
      const { scored } = await shownOf(shown);
      return labCounts(scored, head, limit, reviewLimit);
    },
    async getLabImages({ head, near, count, ...shown }) {
      const { scored, heads } = await shownOf(shown);
      return nearestImages(scored, head, near, count).map((image) => asLabImage(scored, heads, image));
    },
    async getLabScatter(args) {
      const { scored } = await shownOf(args);
      return labScatter(scored, await axesOf(args));
    },
    async selectLabImages({ polygon, most, ...args }) {
      const { scored, heads } = await shownOf(args);
      const found = imagesInside(scored, await axesOf(args), polygon);
      const byTruth = emptyOfTruths(() => 0);
      for (const { truth } of found) byTruth[truth]++;
      const shown = found.slice(0, most).map((image) => asLabImage(scored, heads, image));
      return { images: found.length, byTruth, shown };
    },
  };
}
