import { readFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InspectionFilter } from '../../../../common/inspectionFilter.ts';
import { scoreRatio } from '../../../../common/inspectionFilter.ts';
import type { ReviewedInspection } from '../../../../common/historyAnswers.ts';
import type { PictureKind } from '../../../../common/inspection.ts';
import { colouredMap } from '../../../imaging/colouredMap.ts';
import { picturePath } from '../../../picturePath.ts';
import { findRecipe } from '../../../store/recipes.ts';
import type { StationDatabase } from '../../../store/db.ts';
import { createFinder } from '../../findInspections.ts';
import { drawPictures, type Picture } from '../drawing/pictureRow.ts';
import { localTime } from '../localTimes.ts';
import { manifestOf } from '../manifestOf.ts';
import type { ReportPart, ReportTask } from '../reportTask.ts';

const shown = 6;
const mapSidePx = 320;
/** Where the worst are not found by then, what is found is shown. */
const patienceMs = 10_000;

/** The images farthest above their limit, with what was seen of them. */
export function worstImagesPart(filter: InspectionFilter): ReportPart {
  return async (task) => {
    const worst = await worstOf(task.db, { ...filter, verdicts: ['fail'] });
    if (worst.length === 0) return;
    task.sheet.heading('Worst images', 190);
    drawPictures(task.sheet, await Promise.all(worst.map((one) => pictureOf(task, one))));
  };
}

async function worstOf(
  db: StationDatabase,
  filter: InspectionFilter,
): Promise<readonly ReviewedInspection[]> {
  const finder = createFinder(db);
  const untilMs = performance.now() + patienceMs;
  let upTo: number | null = null;
  for (;;) {
    const found = finder.find({ filter, sort: 'worst', position: 0, limit: shown, upTo });
    const isEnough = found.inspections.length === shown || found.searched >= 1;
    if (isEnough || performance.now() > untilMs) return found.inspections;
    ({ upTo } = found);
    await nextTurn();
  }
}

async function pictureOf({ db, home }: ReportTask, one: ReviewedInspection): Promise<Picture> {
  const { score, limit, review, createdAt, file, imageWidth, imageHeight, located, head } = one;
  const [bytes, map] = await Promise.all([read(home, one, 'thumbnail'), read(home, one, 'map')]);
  const recipe = findRecipe(db, one.recipeId, one.recipeVersion);
  const manifest = recipe === undefined ? null : await manifestOf(home, recipe);
  const isPlaced = map !== null && imageWidth !== null && imageHeight !== null && manifest !== null;
  return {
    bytes,
    map: isPlaced
      ? {
          bytes: await colouredMap(map, mapSidePx),
          ...{ region: manifest.preprocessing.region, imageWidth, imageHeight, located },
        }
      : null,
    lines: [
      score === null ? 'no score' : `${scoreRatio(score, limit).toFixed(2)} × the limit, ${head}`,
      file,
      `${localTime(createdAt)}${review === 'none' ? ', not reviewed' : `, review: ${review}`}`,
    ],
  };
}

/** Null when it is not kept, or not any more. */
async function read(home: string, one: ReviewedInspection, kind: PictureKind): Promise<Buffer | null> {
  const file = one.pictures.includes(kind) ? picturePath(home, one.resultId, kind) : null;
  if (file === null) return null;
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}
