import { countRowsSql } from './countRows.ts';
import { inTransaction, type StationDatabase } from './db.ts';
import { statement } from './statement.ts';

/**
 * Counts some of the rows of the log from before rows were counted as they came, the newest first.
 * @returns how many rows may be left; 0 when all are counted.
 */
export function countOldRows(db: StationDatabase, rowsAtOnce: number): number {
  const upTo = rowsNotCounted(db);
  if (upTo === 0) return 0;
  const left = Math.max(0, upTo - rowsAtOnce);
  inTransaction(db, () => {
    for (const sql of countRowsSql('@from', '@to')) statement(db, sql).run({ from: left + 1, to: upTo });
    statement(db, 'DELETE FROM rowsToCount').run();
    if (left > 0) statement(db, 'INSERT INTO rowsToCount VALUES (?)').run(left);
  });
  return left;
}

/** Rows with a sequence up to this are not counted yet. */
export function rowsNotCounted(db: StationDatabase): number {
  return statement<{ upTo: number }>(db, 'SELECT upTo FROM rowsToCount').get()?.upTo ?? 0;
}
