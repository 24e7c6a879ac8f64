import { emptyHead, type AuditCheck, type AuditEntry } from '../../common/audit.ts';
import { hashOf } from './chain.ts';

/** A head that was kept elsewhere, in a report or a backup say. */
export interface Witness {
  /** Null: only the hash is known. */
  readonly entry: number | null;
  readonly hash: string;
  /** What carries it, for the sentence. */
  readonly where: string;
}

/**
 * Follows the chain from its beginning, oldest first. The chain alone shows what was changed, removed or inserted; that
 * its end was cut off, or all of it computed anew, only a witness can show.
 */
export function verifyChain(entries: Iterable<AuditEntry>, witnesses: readonly Witness[] = []): AuditCheck {
  let head = emptyHead;
  const unseen = new Set(witnesses.filter(({ entry }) => entry !== 0));
  for (const entry of entries) {
    const broken = breakBetween(head, entry);
    if (broken !== null) return { head, broken };
    for (const witness of unseen) {
      const isMeant = witness.entry === null ? witness.hash === entry.hash : witness.entry === entry.entry;
      if (!isMeant) continue;
      unseen.delete(witness);
      if (witness.hash === entry.hash) continue;
      return {
        head,
        broken:
          `Entry ${entry.entry} is not the one that ${witness.where} carries (hash ${witness.hash.slice(0, 12)}…, here ` +
          `${entry.hash.slice(0, 12)}…): the trail was computed anew, from there or before.`,
      };
    }
    head = { entry: entry.entry, hash: entry.hash };
  }
  const [missing] = unseen;
  return { head, broken: missing === undefined ? null : missingSentence(missing, head.entry) };
}

function breakBetween(head: { readonly entry: number; readonly hash: string }, entry: AuditEntry) {
  const name = `Entry ${entry.entry} (${entry.action} by ${entry.by}, ${entry.at})`;
  if (entry.entry !== head.entry + 1) {
    return `After entry ${head.entry} comes entry ${entry.entry}: what was between them was removed.`;
  }
  if (hashOf(entry) !== entry.hash) return `${name} was changed: its hash is not that of what it says.`;
  if (entry.previous === head.hash) return null;
  return `${name} does not follow the entry before it: one was inserted, removed or exchanged there.`;
}

function missingSentence({ entry, hash, where }: Witness, last: number): string {
  if (entry === null) {
    return `No entry has the hash ${hash.slice(0, 12)}… that ${where} carries: the end was cut off or the trail computed anew.`;
  }
  return `The trail ends with entry ${last}, but ${where} carries entry ${entry}: the end was cut off.`;
}
