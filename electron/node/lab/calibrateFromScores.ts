import path from 'node:path';
import { readBundle } from '../../../models/readBundle.ts';
import { recalibrated, requireHead } from '../../../models/calibration/recalibrated.ts';
import { untouchedImages } from '../../../models/calibration/untouchedImages.ts';
import { writeBundle } from '../../../models/writeBundle.ts';
import type { HeadName } from '../../../models/manifest.ts';
import type { LabWork } from '../../common/labProtocol.ts';
import { databaseName } from '../readLog.ts';
import { openDatabaseReadOnly, requireNewestSchema } from '../store/db.ts';
import { readScores } from './labFolder.ts';
import { scoredImages, type ScoredImages } from './scoredImages.ts';

/**
 * Sets the limit of a bundle from kept scores of good images that did not teach it, as `recalibrateBundle` does after judging them,
 * and writes the bundle that results. Answers what the calibration says.
 * @throws RangeError, a sentence, when no such image is left or the bundle has no such head.
 */
export async function calibrateFromScores({
  order,
  bundle: folder,
  home,
  out,
}: Extract<LabWork, { kind: 'calibrate' }>): Promise<string> {
  const { recipeId, scoringId, parts, head, limit, reviewLimit } = order;
  const bundle = await readBundle(folder);
  requireHead(bundle, head);
  const stored = await readScores(home, recipeId, scoringId);
  const db = openDatabaseReadOnly(path.join(home, databaseName));
  let scored: ScoredImages;
  try {
    requireNewestSchema(db);
    scored = scoredImages(db, recipeId, stored, parts);
  } finally {
    db.close();
  }
  // A part that was not found fails by that alone: its score says nothing about a limit.
  const of = (truth: 'good' | 'bad') =>
    scored.images
      .filter((image) => image.truth === truth && !image.taught && !image.notFound)
      .map((image) => ({ file: image.name, sha256: image.sha256, image }));
  const untouched = untouchedImages(bundle.manifest, of('good'), of('bad'));
  const { goods, bads } = untouched;
  const peaks = goods.flatMap(({ image }) => scored.peak(head, image) ?? []);
  // A person who takes images out decides the limit as much as one who puts some in.
  const wereRelabelled = scored.images.some(({ taught, relabelled }) => relabelled && !taught);
  const byHand = limit === null ? undefined : { limit, reviewLimit: reviewLimit ?? undefined };
  const { content, calibration, doubt } = recalibrated(
    { bundle, head, byHand, createdAt: new Date() },
    untouched,
    {
      goodScores: (name: HeadName) => goods.map(({ image }) => scored.score(name, image)),
      badScores: (name: HeadName) => bads.map(({ image }) => scored.score(name, image)),
      pixelLimit: peaks.length === 0 ? undefined : peaks.reduce((most, peak) => Math.max(most, peak)) || 1,
      relabelled: wereRelabelled,
    },
  );
  await writeBundle(out, content);
  return doubt === null ? calibration : `${calibration} ${doubt}`;
}
