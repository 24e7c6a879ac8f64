import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import * as v from 'valibot';
import { headsIn, type AuditHead } from '../../common/audit.ts';
import { auditEntries, hasAudit } from '../store/audit.ts';
import { openDatabaseReadOnly } from '../store/db.ts';
import { UsageError } from '../usageError.ts';
import { verifyChain, type Witness } from './verifyChain.ts';

const Head = v.object({
  entry: v.pipe(v.number(), v.integer(), v.minValue(0)),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/** What a file beside a report is called that carries the head the report cannot show as text. */
export const headFileOf = (report: string): string => `${report}.audit.json`;

/**
 * The heads a report carries: printed in it, in what a PDF or workbook says of itself, or in the file beside it.
 * @throws UsageError when it carries none.
 */
export function witnessesOfReport(file: string): Witness[] {
  const where = basename(file);
  const beside = headFileOf(file);
  const heads = existsSync(beside)
    ? [v.parse(Head, JSON.parse(readFileSync(beside, 'utf8')))]
    : headsInFile(file);
  if (heads.length === 0) {
    throw new UsageError(`audit: ${file} carries no head of an audit trail, nor is there ${beside}.`);
  }
  return heads.map((head) => ({ ...head, where }));
}

/** A head that two pieces share is found in the second. */
const overlapBytes = 200;
const pieceBytes = 4 * 2 ** 20;

/** The heads in the bytes of a file, which may be larger than a text can be. */
function headsInFile(file: string): AuditHead[] {
  const found = new Map<string, AuditHead>();
  const descriptor = openSync(file, 'r');
  try {
    const piece = Buffer.alloc(pieceBytes);
    for (let at = 0; ; at += pieceBytes - overlapBytes) {
      const read = readSync(descriptor, piece, 0, pieceBytes, at);
      for (const head of headsIn(piece.toString('latin1', 0, read))) {
        found.set(`${head.entry} ${head.hash}`, head);
      }
      if (read < pieceBytes) return [...found.values()];
    }
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The head of a backup: the end of the trail that is in it.
 * @throws Error with a sentence when there is none in it, or it is broken itself.
 */
export function witnessOfBackup(file: string): Witness {
  const db = openDatabaseReadOnly(file);
  try {
    if (!hasAudit(db))
      throw new UsageError(`audit: ${file} was written by a version without an audit trail.`);
    const { head, broken } = verifyChain(auditEntries(db));
    if (broken !== null) throw new Error(`The trail in the backup ${file} is broken itself: ${broken}`);
    return { ...head, where: basename(file) };
  } finally {
    db.close();
  }
}
