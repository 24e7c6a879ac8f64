import type { BackUp } from '../../common/keeping.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

type Row = Omit<BackUp, 'head' | 'scheduled'> & {
  readonly scheduled: 0 | 1;
  readonly entry: number | null;
  readonly hash: string | null;
};
const columns = 'startedAt, "by", scheduled, path, sizeBytes, entry, hash, failure';

export function insertBackUp(db: StationDatabase, one: Omit<BackUp, 'backUpId' | 'deletedAt'>): void {
  changeOne(
    db,
    `Backup ${one.path}`,
    `INSERT INTO backUps (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[one.startedAt, one.by, one.scheduled ? 1 : 0, one.path, one.sizeBytes],
    ...[one.head?.entry ?? null, one.head?.hash ?? null, one.failure],
  );
}

/** Newest first. */
export function listBackUps(db: StationDatabase, limit: number): BackUp[] {
  return statement<Row>(
    db,
    `SELECT backUpId, ${columns}, deletedAt FROM backUps ORDER BY backUpId DESC LIMIT ?`,
  )
    .all(limit)
    .map(fromRow);
}

/** The newest scheduled one that was made. */
export function lastGoodBackUp(db: StationDatabase): BackUp | null {
  const row = statement<Row>(
    db,
    `SELECT backUpId, ${columns}, deletedAt FROM backUps WHERE scheduled = 1 AND failure IS NULL
      ORDER BY backUpId DESC LIMIT 1`,
  ).get();
  return row === undefined ? null : fromRow(row);
}

/** Scheduled ones that are there still, beyond the newest `keep`. */
export function backUpsBeyond(db: StationDatabase, keep: number): BackUp[] {
  return statement<Row>(
    db,
    `SELECT backUpId, ${columns}, deletedAt FROM backUps
      WHERE scheduled = 1 AND failure IS NULL AND deletedAt IS NULL ORDER BY backUpId DESC LIMIT -1 OFFSET ?`,
  )
    .all(keep)
    .map(fromRow);
}

export function markBackUpDeleted(db: StationDatabase, backUpId: number, deletedAt: string): void {
  changeOne(
    db,
    `Backup ${backUpId}`,
    'UPDATE backUps SET deletedAt = ? WHERE backUpId = ? AND deletedAt IS NULL',
    ...[deletedAt, backUpId],
  );
}

function fromRow({ scheduled, entry, hash, ...row }: Row): BackUp {
  return {
    ...row,
    scheduled: scheduled === 1,
    head: entry === null || hash === null ? null : { entry, hash },
  };
}
