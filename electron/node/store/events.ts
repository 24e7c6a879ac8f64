import type { StationEvent } from '../../common/contract.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

export function insertEvent(db: StationDatabase, event: StationEvent): void {
  changeOne(
    db,
    `Event ${event.kind}`,
    'INSERT INTO events (createdAt, kind, message, "by") VALUES (?, ?, ?, ?)',
    ...[event.createdAt, event.kind, event.message, event.by],
  );
}

/** Newest first. */
export function listEvents(db: StationDatabase, limit: number): StationEvent[] {
  return statement<StationEvent>(
    db,
    'SELECT createdAt, kind, message, "by" FROM events ORDER BY eventId DESC LIMIT ?',
  ).all(limit);
}
