import type { Database, Statement } from 'better-sqlite3';

const prepared = new WeakMap<Database, Map<string, Statement>>();

/** The statement for this SQL text, prepared once per database. Row is what the text selects. */
export function statement<Row = never>(db: Database, sql: string): Statement<unknown[], Row> {
  let statements = prepared.get(db);
  if (statements === undefined) prepared.set(db, (statements = new Map<string, Statement>()));
  let found = statements.get(sql);
  if (found === undefined) statements.set(sql, (found = db.prepare(sql)));
  return found as Statement<unknown[], Row>;
}

/** Runs a statement that must change exactly one row; throws naming `what` when it did not. */
export function changeOne(db: Database, what: string, sql: string, ...values: unknown[]): number | bigint {
  const { changes, lastInsertRowid } = statement(db, sql).run(...values);
  if (changes !== 1) throw new Error(`${what}: expected to change 1 row, changed ${changes}.`);
  return lastInsertRowid;
}
