import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

/** Wrong attempts in a row under one name, whether a user has it or not: an answer must not tell. */
export interface LogInAttempts {
  readonly failures: number;
  /** ISO 8601 in UTC; null: not locked. */
  readonly lockedUntil: string | null;
}

const none: LogInAttempts = { failures: 0, lockedUntil: null };

export function logInAttempts(db: StationDatabase, name: string): LogInAttempts {
  return (
    statement<LogInAttempts>(db, 'SELECT failures, lockedUntil FROM logInAttempts WHERE name = ?').get(
      name,
    ) ?? none
  );
}

export function saveLogInAttempts(
  db: StationDatabase,
  name: string,
  { failures, lockedUntil }: LogInAttempts,
  failedAt: string,
): void {
  changeOne(
    db,
    `Attempts to log in as ${name}`,
    `INSERT INTO logInAttempts (name, failures, failedAt, lockedUntil) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE
      SET failures = excluded.failures, failedAt = excluded.failedAt, lockedUntil = excluded.lockedUntil`,
    ...[name, failures, failedAt, lockedUntil],
  );
}

export function forgetLogInAttempts(db: StationDatabase, name: string): void {
  statement(db, 'DELETE FROM logInAttempts WHERE name = ?').run(name);
}

/** Names tried once and never again must not pile up. */
export function forgetLogInAttemptsBefore(db: StationDatabase, moment: string): void {
  statement(db, 'DELETE FROM logInAttempts WHERE failedAt < ?').run(moment);
}
