import {
  emptyHead,
  type AuditAction,
  type AuditEntry,
  type AuditHead,
  type Json,
} from '../../common/audit.ts';
import { canonicalJson, hashOf } from '../audit/chain.ts';
import { inTransaction, type StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

type Row = Omit<AuditEntry, 'old' | 'new'> & { readonly old: string; readonly new: string };
const columns = 'entry, at, zone, "by", role, action, record, old, new, why, signature, previous, hash';

export type NewAuditEntry = Omit<AuditEntry, 'entry' | 'previous' | 'hash'>;

/** Appends to the chain, within the transaction of the change where there is one. */
export function insertAuditEntry(db: StationDatabase, content: NewAuditEntry): AuditEntry {
  return inTransaction(db, () => {
    const head = auditHead(db);
    const unhashed = { ...content, entry: head.entry + 1, previous: head.hash };
    const one: AuditEntry = { ...unhashed, hash: hashOf(unhashed) };
    changeOne(
      db,
      `Entry ${one.entry} of the audit trail`,
      `INSERT INTO audit (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[one.entry, one.at, one.zone, one.by, one.role, one.action, one.record],
      ...[canonicalJson(one.old), canonicalJson(one.new), one.why, one.signature, one.previous, one.hash],
    );
    return one;
  });
}

/** The newest entry; `emptyHead` when there is none. */
export function auditHead(db: StationDatabase): AuditHead {
  return (
    statement<AuditHead>(db, 'SELECT entry, hash FROM audit ORDER BY entry DESC LIMIT 1').get() ?? emptyHead
  );
}

/** The whole trail as it is at this moment, oldest first. */
export function* auditEntries(db: StationDatabase): Generator<AuditEntry> {
  // A statement of its own: one that is being read cannot be used twice.
  for (const row of db.prepare(`SELECT ${columns} FROM audit ORDER BY entry`).iterate()) {
    yield fromRow(row as Row);
  }
}

/** Bounds are ISO 8601 in UTC: from (inclusive), to (exclusive). */
export interface AuditFilter {
  readonly by?: string | undefined;
  readonly actions?: readonly AuditAction[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly containing?: string | undefined;
  readonly beforeEntry?: number | undefined;
  readonly limit: number;
}

/** Newest first. */
export function listAudit(db: StationDatabase, filter: AuditFilter): AuditEntry[] {
  const { by, actions, from, to, containing, beforeEntry } = filter;
  const conditions: readonly (readonly [sql: string, value: string | number | undefined])[] = [
    ['"by" = ?', by],
    ['action IN (SELECT value FROM json_each(?))', actions && JSON.stringify(actions)],
    ['at >= ?', from],
    ['at < ?', to],
    [`instr(lower(concat_ws(' ', record, old, new, why, signature)), ?) > 0`, containing?.toLowerCase()],
    ['entry < ?', beforeEntry],
  ];
  const asked = conditions.filter(([, value]) => value !== undefined);
  const where = asked.length === 0 ? '' : ` WHERE ${asked.map(([sql]) => sql).join(' AND ')}`;
  return statement<Row>(db, `SELECT ${columns} FROM audit${where} ORDER BY entry DESC LIMIT ?`)
    .all(...asked.map(([, value]) => value), filter.limit)
    .map(fromRow);
}

/** Whether the database is of a version that keeps a trail. */
export function hasAudit(db: StationDatabase): boolean {
  return (
    statement(db, `SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'audit'`).get() !== undefined
  );
}

function fromRow(row: Row): AuditEntry {
  return { ...row, old: JSON.parse(row.old) as Json, new: JSON.parse(row.new) as Json };
}
