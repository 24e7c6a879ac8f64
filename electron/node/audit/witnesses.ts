import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as v from 'valibot';
import { headsIn } from '../../common/audit.ts';
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
 * The heads a report carries: printed in it, or in the file beside it.
 * @throws UsageError when it carries none.
 */
export function witnessesOfReport(file: string): Witness[] {
  const where = basename(file);
  const beside = headFileOf(file);
  const heads = existsSync(beside)
    ? [v.parse(Head, JSON.parse(readFileSync(beside, 'utf8')))]
    : headsIn(readFileSync(file, 'latin1'));
  if (heads.length === 0) {
    throw new UsageError(`audit: ${file} carries no head of an audit trail, nor is there ${beside}.`);
  }
  return heads.map((head) => ({ ...head, where }));
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
