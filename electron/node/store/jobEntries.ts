import type { FolderId } from '../../common/inspection.ts';
import type { Job } from '../../common/job.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

const columns = 'folderId, jobId, operator, enteredAt, enteredBy';

export function insertJobEntry(db: StationDatabase, job: Job): void {
  changeOne(
    db,
    `The job of folder ${job.folderId}`,
    `INSERT INTO jobEntries (${columns}) VALUES (?, ?, ?, ?, ?)`,
    ...[job.folderId, job.jobId, job.operator, job.enteredAt, job.enteredBy],
  );
}

/** Newest first. */
export function listJobEntries(db: StationDatabase, folderId: FolderId, limit: number): Job[] {
  return statement<Job>(
    db,
    `SELECT ${columns} FROM jobEntries WHERE folderId = ? ORDER BY entry DESC LIMIT ?`,
  ).all(folderId, limit);
}

/** Since when the job in force has been made without another between, ISO 8601 in UTC; null: there is none. */
export function jobBegan(db: StationDatabase, folderId: FolderId): string | null {
  const row = statement<{ began: string | null }>(
    db,
    `WITH own AS (SELECT entry, jobId, enteredAt FROM jobEntries WHERE folderId = @folderId),
      newest AS (SELECT jobId FROM own ORDER BY entry DESC LIMIT 1)
      SELECT min(enteredAt) AS began FROM own WHERE jobId = (SELECT jobId FROM newest)
        AND entry > ifnull((SELECT max(entry) FROM own WHERE jobId IS NOT (SELECT jobId FROM newest)), 0)`,
  ).get({ folderId });
  return row?.began ?? null;
}
