import type { HeadName } from '../../../models/manifest.ts';
import type { RecipeId, ResultId } from '../../common/inspection.ts';
import type { LabImage, LabKind, LabPart, LabTruth } from '../../common/lab.ts';
import type { StationDatabase } from '../store/db.ts';
import { labLabels } from '../store/labLabels.ts';
import { newestReviews } from '../store/reviews.ts';
import type { StoredImage, StoredScores } from './labFolder.ts';

/** An image of a scoring as it is known at this moment. */
export interface KnownImage extends StoredImage {
  readonly part: LabPart;
  readonly truth: LabTruth;
  /** A person decided what it shows after the folder or the station had said something. */
  readonly relabelled: boolean;
}

/** The images of a scoring that are in some of the parts, and what every head says of them. */
export interface ScoredImages {
  readonly images: readonly KnownImage[];
  /** @throws RangeError when the bundle has no such head. */
  score(head: HeadName, image: StoredImage): number;
  /** Largest value of the head's map; undefined: the model draws none. */
  peak(head: HeadName, image: StoredImage): number | undefined;
}

/** Applies reviews and labels as they are now. */
export function scoredImages(
  db: StationDatabase,
  recipeId: RecipeId,
  stored: StoredScores,
  parts: readonly LabPart[],
): ScoredImages {
  const labels = labLabels(db, recipeId);
  const ids = stored.images.flatMap(({ resultId }) => (resultId === null ? [] : [resultId]));
  const reviews = newestReviews(db, ids);
  const decided = (resultId: ResultId) => reviews.get(resultId)?.decision;
  const images = stored.images
    .map((image): KnownImage => {
      const { source, sha256, resultId, taught } = image;
      if (source === 'synthetic') return { ...image, part: source, truth: source, relabelled: false };
      if (resultId !== null) {
        const decision = decided(resultId);
        const part = taught ? 'taught' : decision === undefined ? 'history' : 'reviewed';
        const truth = decision === undefined ? 'unknown' : decision === 'pass' ? 'good' : 'bad';
        return { ...image, part, truth, relabelled: decision !== undefined };
      }
      const label = labels.get(sha256);
      const byFolder = source === 'bad' ? 'bad' : 'good';
      const part = taught ? 'taught' : source === 'bad' ? 'bad' : 'heldOut';
      return {
        ...image,
        part,
        truth: label ?? byFolder,
        relabelled: label !== undefined && label !== byFolder,
      };
    })
    .filter(({ part }) => parts.includes(part));
  return {
    images,
    score(head, { number }) {
      const score = stored.scores[head]?.[number - 1];
      if (score === undefined) throw new RangeError(`The bundle has no head ${head}.`);
      return score;
    },
    peak: (head, { number }) => stored.peaks[head]?.[number - 1],
  };
}

/** What a picture draws it as. */
export function kindOf({ truth, taught }: Pick<KnownImage, 'truth' | 'taught'>): LabKind {
  if (!taught) return truth;
  if (truth === 'good') return 'taughtGood';
  return truth === 'bad' ? 'taughtBad' : truth;
}

export function asLabImage(scored: ScoredImages, heads: readonly HeadName[], image: KnownImage): LabImage {
  const { number, name, part, truth, anomaly, resultId, notFound } = image;
  const scores = Object.fromEntries(heads.map((head) => [head, scored.score(head, image)]));
  return { number, name, part, truth, anomaly, resultId, notFound, scores };
}
