import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PictureKind } from '../../common/inspection.ts';
import type { PicturePlan, PictureRules } from '../../common/keeping.ts';
import { verdicts, type Verdict } from '../../common/verdict.ts';
import { picturePath, picturesFolder } from '../picturePath.ts';
import { inTransaction, type StationDatabase } from '../store/db.ts';
import { forgetPictures, hasPicturesBetween, picturedBefore } from '../store/pictures.ts';
import { firstIdOf } from '../timeOrderedId.ts';

const rowsAtOnce = 200;
const dayMs = 86_400_000;

/**
 * Deletes what a plan says, some at a time; the rows stay.
 * @returns inspections whose pictures were deleted, by verdict.
 */
export async function deletePictures(
  { db, home }: { readonly db: StationDatabase; readonly home: string },
  { verdicts: planned }: PicturePlan,
  rules: PictureRules,
  nowMs: number,
  isStopped: () => boolean,
): Promise<Readonly<Record<Verdict, number>>> {
  const deleted = { pass: 0, fail: 0, review: 0, unreadable: 0 };
  const days = await pictureDays(home);
  const [oldest] = days;
  if (oldest === undefined) return deleted;
  for (const verdict of verdicts) {
    const { beforeId } = planned[verdict];
    if (beforeId === null) continue;
    while (!isStopped()) {
      const some = picturedBefore(db, {
        ...{ verdict, fromId: firstIdOf(Date.parse(oldest)), beforeId, limit: rowsAtOnce },
        withReviewed: !rules.reviewed,
      });
      if (some.length === 0) break;
      // Rows first: a picture that a row names and is not there would be an error on the screen.
      inTransaction(db, () => some.forEach(({ resultId }) => forgetPictures(db, resultId)));
      const files = some.flatMap(({ resultId, pictures }) =>
        (pictures.split(',') as PictureKind[]).flatMap((kind) => picturePath(home, resultId, kind) ?? []),
      );
      await Promise.all(files.map((file) => rm(file, { force: true })));
      deleted[verdict] += some.length;
      await nextTurn();
    }
  }
  // A day that no row has pictures of any more; the newest two may have some whose row is still to come.
  for (const day of days) {
    const beginMs = Date.parse(day);
    if (isStopped() || beginMs + 2 * dayMs > nowMs) break;
    if (hasPicturesBetween(db, firstIdOf(beginMs), firstIdOf(beginMs + dayMs))) continue;
    await rm(path.join(picturesFolder(home), day), { recursive: true, force: true });
  }
  return deleted;
}

/** Names of the folders of days, oldest first. */
async function pictureDays(home: string): Promise<string[]> {
  const names = await readdir(picturesFolder(home)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name)).sort();
}
