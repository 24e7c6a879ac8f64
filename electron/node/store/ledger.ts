import type { FolderId, ResultId } from '../../common/inspection.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

/**
 * seen: met in the folder. settled: taken on for judging. judged, unreadable: its inspection is committed.
 * moving: as these two, and the file is on its way to moveTarget; moved: it has arrived.
 * overwritten: replaced before it could be judged. unchanged: touched, but with the content inspected before.
 * renamed: it goes on under another name. ignored: lay there before watching began and was not wanted.
 */
export type LedgerState =
  | 'seen'
  | 'settled'
  | 'judged'
  | 'unreadable'
  | 'moving'
  | 'moved'
  | 'overwritten'
  | 'unchanged'
  | 'renamed'
  | 'ignored';

/** One exported image: a file in one version of its content. */
export interface LedgerRow {
  readonly resultId: ResultId;
  readonly folderId: FolderId;
  /** Path below the watched folder, with forward slashes. */
  readonly file: string;
  readonly state: LedgerState;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly contentSha256: string | null;
  /** Path below the watched folder, with forward slashes. */
  readonly moveTarget: string | null;
  readonly seenAt: string;
}

const columns = 'resultId, folderId, file, state, sizeBytes, modifiedMs, contentSha256, moveTarget, seenAt';

export function insertLedgerRow(db: StationDatabase, row: LedgerRow): void {
  changeOne(
    db,
    `Ledger row of ${row.file}`,
    `INSERT INTO ledger (${columns}, changedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[row.resultId, row.folderId, row.file, row.state, row.sizeBytes, row.modifiedMs],
    ...[row.contentSha256, row.moveTarget, row.seenAt, row.seenAt],
  );
}

/** Changes what is named of one row; the rest stays. */
export interface LedgerChange {
  readonly state: LedgerState;
  readonly sizeBytes?: number;
  readonly modifiedMs?: number;
  readonly contentSha256?: string | null;
  readonly moveTarget?: string | null;
}

export function changeLedgerRow(
  db: StationDatabase,
  resultId: ResultId,
  change: LedgerChange,
  at: string,
): void {
  const names = Object.keys(change) as (keyof LedgerChange)[];
  changeOne(
    db,
    `Ledger row ${resultId}`,
    `UPDATE ledger SET ${names.map((name) => `${name} = ?`).join(', ')}, changedAt = ? WHERE resultId = ?`,
    ...names.map((name) => change[name]),
    at,
    resultId,
  );
}

/** The newest version of a file that needs no judging any more; undefined when there is none. */
export function newestFinished(db: StationDatabase, folderId: FolderId, file: string): LedgerRow | undefined {
  return statement<LedgerRow>(
    db,
    `SELECT ${columns} FROM ledger WHERE folderId = ? AND file = ? AND state NOT IN ('seen', 'settled')
      ORDER BY rowid DESC LIMIT 1`,
  ).get(folderId, file);
}

/** Images seen or settled without an inspection yet, in the order seen. */
export function unjudgedImages(db: StationDatabase, folderId: FolderId): LedgerRow[] {
  return statement<LedgerRow>(
    db,
    `SELECT ${columns} FROM ledger WHERE folderId = ? AND state IN ('seen', 'settled') ORDER BY rowid`,
  ).all(folderId);
}

/** Images whose file is still on its way to the folder of its verdict. */
export function imagesMoving(db: StationDatabase, folderId: FolderId): LedgerRow[] {
  return statement<LedgerRow>(
    db,
    `SELECT ${columns} FROM ledger WHERE folderId = ? AND state = 'moving' ORDER BY rowid`,
  ).all(folderId);
}
