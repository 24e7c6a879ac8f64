import {
  defaultChallengePolicy,
  type ChallengeImage,
  type ChallengeImageId,
  type ChallengePolicy,
  type ChallengeRun,
  type ChallengeRunId,
  type ChallengeSignature,
  type ChallengeVerdict,
} from '../../common/challenge.ts';
import type { FolderId, RecipeId } from '../../common/inspection.ts';
import type { Region } from '../../../models/manifest.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

/** An image of a set, with what the station alone needs of it. */
export interface StoredChallengeImage extends ChallengeImage {
  /** Region it was cut out by, for extent `region`; null: the whole image, or extent `camera`. */
  readonly region: Region | null;
  readonly removedAt: string | null;
}

type ImageRow = Omit<StoredChallengeImage, 'region'> & { readonly region: string | null };
const imageColumns =
  'challengeImageId, recipeId, truth, name, sha256, sizeBytes, extent, region, resultId, addedAt, addedBy';

export function insertChallengeImage(
  db: StationDatabase,
  image: Omit<StoredChallengeImage, 'removedAt'>,
): void {
  changeOne(
    db,
    `Challenge image ${image.name}`,
    `INSERT INTO challengeImages (${imageColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[image.challengeImageId, image.recipeId, image.truth, image.name, image.sha256, image.sizeBytes],
    ...[image.extent, image.region === null ? null : JSON.stringify(image.region), image.resultId],
    ...[image.addedAt, image.addedBy],
  );
}

export function removeChallengeImage(
  db: StationDatabase,
  challengeImageId: ChallengeImageId,
  removedAt: string,
  removedBy: string,
): void {
  changeOne(
    db,
    `Challenge image ${challengeImageId}`,
    `UPDATE challengeImages SET removedAt = ?, removedBy = ? WHERE challengeImageId = ? AND removedAt IS NULL`,
    ...[removedAt, removedBy, challengeImageId],
  );
}

/** Present in the set, oldest first. */
export function listChallengeImages(db: StationDatabase, recipeId: RecipeId): StoredChallengeImage[] {
  return statement<ImageRow>(
    db,
    `SELECT ${imageColumns}, removedAt FROM challengeImages WHERE recipeId = ? AND removedAt IS NULL
      ORDER BY challengeImageId`,
  )
    .all(recipeId)
    .map(fromImageRow);
}

/** Removed ones too. */
export function findChallengeImage(
  db: StationDatabase,
  challengeImageId: ChallengeImageId,
): StoredChallengeImage | undefined {
  const row = statement<ImageRow>(
    db,
    `SELECT ${imageColumns}, removedAt FROM challengeImages WHERE challengeImageId = ?`,
  ).get(challengeImageId);
  return row && fromImageRow(row);
}

function fromImageRow(row: ImageRow): StoredChallengeImage {
  return { ...row, region: row.region === null ? null : (JSON.parse(row.region) as Region) };
}

export function readChallengePolicy(db: StationDatabase, recipeId: RecipeId): ChallengePolicy {
  const row = statement<{ policy: string }>(
    db,
    'SELECT policy FROM challengePolicies WHERE recipeId = ?',
  ).get(recipeId);
  if (row === undefined) return defaultChallengePolicy;
  return { ...defaultChallengePolicy, ...(JSON.parse(row.policy) as ChallengePolicy) };
}

export function writeChallengePolicy(db: StationDatabase, recipeId: RecipeId, policy: ChallengePolicy): void {
  changeOne(
    db,
    `Challenge policy of ${recipeId}`,
    `INSERT INTO challengePolicies (recipeId, policy) VALUES (?, ?)
      ON CONFLICT (recipeId) DO UPDATE SET policy = excluded.policy`,
    ...[recipeId, JSON.stringify(policy)],
  );
}

type RunRow = Omit<ChallengeRun, 'signature'> & {
  readonly user: string | null;
  readonly meaning: string | null;
  readonly at: string | null;
};
const runColumns = `challengeRunId, recipeId, recipeVersion, product, folderId, occasion, startedAt, finishedAt,
  startedBy, bundleId, calibrationId, provider, head, "limit", reviewLimit, outcome, goods, goodsPassed, bads, badsCaught`;
const selectRuns = `SELECT ${runColumns}, user, meaning, at FROM challengeRuns LEFT JOIN challengeSignatures
  USING (challengeRunId)`;

/** Inside a transaction: a run and every verdict of it, or neither. */
export function insertChallengeRun(
  db: StationDatabase,
  run: Omit<ChallengeRun, 'signature'>,
  verdicts: readonly ChallengeVerdict[],
): void {
  changeOne(
    db,
    `Challenge of ${run.product}`,
    `INSERT INTO challengeRuns (${runColumns}) VALUES (${Array.from({ length: 20 }, () => '?').join(', ')})`,
    ...[run.challengeRunId, run.recipeId, run.recipeVersion, run.product, run.folderId, run.occasion],
    ...[run.startedAt, run.finishedAt, run.startedBy, run.bundleId, run.calibrationId, run.provider],
    ...[run.head, run.limit, run.reviewLimit, run.outcome],
    ...[run.goods, run.goodsPassed, run.bads, run.badsCaught],
  );
  for (const { image, verdict, score, heads, reason, asExpected } of verdicts) {
    changeOne(
      db,
      `Challenge verdict of ${image.name}`,
      `INSERT INTO challengeVerdicts (challengeRunId, challengeImageId, verdict, score, heads, reason, asExpected)
        VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[run.challengeRunId, image.challengeImageId, verdict, score, JSON.stringify(heads), reason],
      asExpected ? 1 : 0,
    );
  }
}

/** Newest first. */
export function listChallengeRuns(db: StationDatabase, recipeId: RecipeId, limit: number): ChallengeRun[] {
  return statement<RunRow>(db, `${selectRuns} WHERE recipeId = ? ORDER BY challengeRunId DESC LIMIT ?`)
    .all(recipeId, limit)
    .map(fromRunRow);
}

export function findChallengeRun(
  db: StationDatabase,
  challengeRunId: ChallengeRunId,
): ChallengeRun | undefined {
  const row = statement<RunRow>(db, `${selectRuns} WHERE challengeRunId = ?`).get(challengeRunId);
  return row && fromRunRow(row);
}

export function newestChallengeRun(
  db: StationDatabase,
  recipeId: RecipeId,
  folderId: FolderId,
): ChallengeRun | undefined {
  const row = statement<RunRow>(
    db,
    `${selectRuns} WHERE recipeId = ? AND folderId = ? ORDER BY challengeRunId DESC LIMIT 1`,
  ).get(recipeId, folderId);
  return row && fromRunRow(row);
}

function fromRunRow({ user, meaning, at, ...run }: RunRow): ChallengeRun {
  const signed = user !== null && meaning !== null && at !== null;
  return { ...run, signature: signed ? { user, meaning, at } : null };
}

type VerdictRow = Omit<ChallengeVerdict, 'image' | 'heads' | 'asExpected'> & {
  readonly challengeImageId: ChallengeImageId;
  readonly heads: string;
  readonly asExpected: 0 | 1;
};

/** What the run said of each image, in the order of the set. */
export function challengeVerdicts(db: StationDatabase, challengeRunId: ChallengeRunId): ChallengeVerdict[] {
  return statement<VerdictRow>(
    db,
    `SELECT challengeImageId, verdict, score, heads, reason, asExpected FROM challengeVerdicts
      WHERE challengeRunId = ? ORDER BY challengeImageId`,
  )
    .all(challengeRunId)
    .map(({ challengeImageId, heads, asExpected, ...rest }) => {
      const image = findChallengeImage(db, challengeImageId);
      if (image === undefined) throw new Error(`Challenge image ${challengeImageId} has no row.`);
      return {
        ...rest,
        image,
        heads: JSON.parse(heads) as ChallengeVerdict['heads'],
        asExpected: asExpected === 1,
      };
    });
}

/** Throws when it is signed already. */
export function insertChallengeSignature(
  db: StationDatabase,
  challengeRunId: ChallengeRunId,
  { user, meaning, at }: ChallengeSignature,
): void {
  changeOne(
    db,
    `Signature of challenge ${challengeRunId}`,
    'INSERT INTO challengeSignatures (challengeRunId, user, meaning, at) VALUES (?, ?, ?, ?)',
    ...[challengeRunId, user, meaning, at],
  );
}
