import { existsSync, statSync } from 'node:fs';
import type { BackUpContent } from '../../common/keeping.ts';
import { verifyChain } from '../audit/verifyChain.ts';
import { auditEntries, hasAudit } from './audit.ts';
import { openDatabaseReadOnly } from './db.ts';
import { StoreError } from './storeError.ts';

/**
 * Reads all of a backup: whether the database is whole and its audit trail unbroken. Long for a large one.
 * @throws StoreError, a sentence, when it is not.
 */
export function readBackUp(file: string): BackUpContent {
  if (!existsSync(file)) throw new StoreError(`There is no backup at ${file}.`);
  const db = openDatabaseReadOnly(file);
  try {
    const found = db.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw new StoreError(`The backup ${file} is damaged: ${String(found)}.`);
    if (!hasAudit(db)) {
      throw new StoreError(
        `The backup ${file} was written by a version of Plumbline without an audit trail. Start a station of that home once, and back it up anew.`,
      );
    }
    const { head, broken } = verifyChain(auditEntries(db));
    if (broken !== null) throw new StoreError(`The audit trail in the backup ${file} is broken: ${broken}`);
    const { inspections, newestAt } = db
      .prepare<[], { inspections: number; newestAt: string | null }>(
        'SELECT count(*) AS inspections, max(createdAt) AS newestAt FROM inspections',
      )
      .get() ?? { inspections: 0, newestAt: null };
    return { path: file, sizeBytes: statSync(file).size, inspections, newestAt, head };
  } finally {
    db.close();
  }
}
