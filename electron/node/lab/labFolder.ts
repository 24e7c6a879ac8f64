import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AnomalyKind } from '../../../models/anomalies/anomalyKinds.ts';
import type { HeadName } from '../../../models/manifest.ts';
import { CallFailure } from '../../common/callFailure.ts';
import type { RecipeId, ResultId } from '../../common/inspection.ts';
import type { LabScores, ScoringId } from '../../common/lab.ts';

/*
 * A scoring is a folder of the home, lab/<recipeId>/<scoringId>: summary.json, scores.json and <number>.jpg of each image that is
 * no inspection. It appears under its name only when it is complete, and the newest counts.
 */

/** What an image is by its folder; a review or a label may say otherwise later. */
export interface StoredImage {
  /** From 1, in the order of the columns. */
  readonly number: number;
  readonly name: string;
  readonly source: 'good' | 'bad' | 'inspection' | 'synthetic';
  /** The bundle was taught or chosen with it. */
  readonly taught: boolean;
  /** Of the camera's file; of a synthetic one: of the good image it was drawn into. */
  readonly sha256: string;
  readonly anomaly: AnomalyKind | null;
  readonly resultId: ResultId | null;
  readonly notFound: boolean;
}

/** Columns in the order of `images`. */
export type Columns = Readonly<Partial<Record<HeadName, readonly number[]>>>;

export interface StoredScores {
  readonly images: readonly StoredImage[];
  readonly scores: Columns;
  /** Where maps peak; of the heads that draw one. */
  readonly peaks: Columns;
}

/** The model the scores are of: another bundle with the same one has the same scores. */
export interface StoredSummary extends LabScores {
  readonly modelSha256: string;
  readonly preprocessingSha256: string;
}

const unfinished = '.tmp';
const files = { summary: 'summary.json', scores: 'scores.json' } as const;

export function labFolder(home: string, recipeId: RecipeId): string {
  return path.join(home, 'lab', recipeId);
}

/** Where a scoring is written before it is complete. */
export function unfinishedScoring(home: string, recipeId: RecipeId, scoringId: ScoringId): string {
  return path.join(labFolder(home, recipeId), `${scoringId}${unfinished}`);
}

export function labPicture(home: string, recipeId: RecipeId, scoringId: ScoringId, number: number): string {
  return path.join(labFolder(home, recipeId), scoringId, `${number}.jpg`);
}

/** Writes what belongs beside the pictures, gives the folder its name and deletes the scorings before it. */
export async function finishScoring(
  home: string,
  recipeId: RecipeId,
  summary: StoredSummary,
  scores: StoredScores,
): Promise<void> {
  const { scoringId } = summary;
  const folder = unfinishedScoring(home, recipeId, scoringId);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, files.scores), JSON.stringify(scores));
  await writeFile(path.join(folder, files.summary), JSON.stringify(summary));
  await rename(folder, path.join(labFolder(home, recipeId), scoringId));
  await clearScorings(home, recipeId, scoringId);
}

/** Deletes all scorings of a product but one, and what was left unfinished. */
export async function clearScorings(home: string, recipeId: RecipeId, kept: ScoringId | null): Promise<void> {
  const folder = labFolder(home, recipeId);
  for (const name of await namesIn(folder)) {
    if (name !== kept) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Deletes what scorings left that never became complete. */
export async function clearUnfinished(home: string, recipeId: RecipeId): Promise<void> {
  const folder = labFolder(home, recipeId);
  for (const name of await namesIn(folder)) {
    if (name.endsWith(unfinished)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/** The newest scoring of a product; null: there is none. */
export async function newestScoring(home: string, recipeId: RecipeId): Promise<StoredSummary | null> {
  const folder = labFolder(home, recipeId);
  const newest = (await namesIn(folder)).filter((name) => !name.endsWith(unfinished)).at(-1);
  if (newest === undefined) return null;
  return JSON.parse(await readFile(path.join(folder, newest, files.summary), 'utf8')) as StoredSummary;
}

/** @throws CallFailure when it was replaced by another one. */
export async function readScores(
  home: string,
  recipeId: RecipeId,
  scoringId: ScoringId,
): Promise<StoredScores> {
  const file = path.join(labFolder(home, recipeId), scoringId, files.scores);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as StoredScores;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new CallFailure('notFound', 'These scores were replaced by newer ones; open the lab again.');
  }
}

/** Sorted: scorings by the time they began. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
