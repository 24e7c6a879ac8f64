import { createHash } from 'node:crypto';
import type { AuditEntry, Json } from '../../common/audit.ts';

/** JSON that spells equal values equally: the names of every object in one order, no white space. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * SHA-256, hex, of everything in an entry but its hash; the hash of the entry before is in it. What is null is left out,
 * so that a column added later changes no hash of before.
 */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { hash: _, ...content } = entry as AuditEntry;
  const said = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null));
  return createHash('sha256').update(canonicalJson(said)).digest('hex');
}
