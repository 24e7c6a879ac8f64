import type { FolderId, RecipeId, ResultId } from '../../electron/common/inspection.ts';
import type { Verdict } from '../../electron/common/verdict.ts';
import type { StationDatabase } from '../../electron/node/store/db.ts';
import { insertFinding } from '../../electron/node/store/findings.ts';
import { insertRecipe } from '../../electron/node/store/recipes.ts';
import { insertReview } from '../../electron/node/store/reviews.ts';
import { insertWatchedFolder } from '../../electron/node/store/watchedFolders.ts';
import { addInspection, seedFolder, someFolder, someRecipe } from './storeRows.ts';

export const beginMs = Date.parse('2026-03-01T08:00:00.000Z');
export const secondFolder = 'folder-2' as FolderId;
export const secondRecipe = 'recipe-2' as RecipeId;

/** Numbers 0..1 that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Two folders and two products for random rows. */
export function seedRandomLog(db: StationDatabase): void {
  seedFolder(db);
  insertWatchedFolder(db, { ...someFolder, folderId: secondFolder, path: '/camera-2' });
  insertRecipe(db, { ...someRecipe, version: 2 });
  insertRecipe(db, {
    ...someRecipe,
    recipeId: secondRecipe,
    settings: { ...someRecipe.settings, product: 'cap' },
  });
}

/** Adds a random row about `minute` minutes after the beginning; the clock goes back now and then. */
export function addRandomRow(
  db: StationDatabase,
  random: () => number,
  index: number,
  minute: number,
): ResultId {
  const pick = <Item>(...items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const limit = pick(1, 0.5);
  const ratio = Math.round(random() * 140) / 100;
  const reviewLimit = pick(null, limit * 0.9);
  let verdict: Verdict = ratio > 1 ? 'fail' : reviewLimit !== null && ratio > 0.9 ? 'review' : 'pass';
  if (random() < 0.05) verdict = 'unreadable';
  const isRead = verdict !== 'unreadable';
  const product = pick('bottle', 'cap');
  const name = `r${index}`;
  const { sequence } = addInspection(db, name, {
    ...{ folderId: pick(someFolder.folderId, secondFolder), product, limit, reviewLimit, verdict },
    ...(product === 'cap' ? { recipeId: secondRecipe } : { recipeVersion: pick(1, 2) }),
    file: `${pick('a', 'B')}/${pick('x_', 'y%')}${index}.png`,
    head: pick('learnedSimilarity', 'mae'),
    ...{ partId: pick(null, `P${index % 40}`), jobId: pick(null, 'J1', 'J2', 'J3') },
    simulated: random() < 0.1,
    score: isRead ? ratio * limit : null,
    heads: isRead ? { mae: ratio * limit } : {},
    processingState: isRead ? 'completed' : 'failed',
    reason: isRead ? null : 'The file ends before the image does.',
    createdAt: new Date(beginMs + (minute - (random() < 0.05 ? 30 : 0)) * 60_000 + index).toISOString(),
  });
  if (verdict !== 'pass') {
    const place = { x: random(), y: random(), evidence: 1 + random() };
    insertFinding(db, sequence, { cause: isRead ? null : 'incomplete', places: isRead ? [place] : [] });
  }
  return name as ResultId;
}

export function addRandomReview(db: StationDatabase, random: () => number, rows: number): void {
  insertReview(db, {
    resultId: `r${Math.floor(random() * rows)}` as ResultId,
    decision: random() < 0.5 ? 'pass' : 'fail',
    reason: 'looked at',
    reasonCode: random() < 0.3 ? null : random() < 0.5 ? 'scratch' : 'dirt',
    by: 'eva',
    createdAt: new Date(beginMs).toISOString(),
  });
}
