import {
  copyFileSync,
  existsSync,
  openSync,
  closeSync,
  fsyncSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import type { AuditHead } from '../../common/audit.ts';
import type { BackUpContent } from '../../common/keeping.ts';
import type { ResultId } from '../../common/inspection.ts';
import { createAuditTrail } from '../audit/auditTrail.ts';
import { picturePath, picturesFolder } from '../picturePath.ts';
import { databaseName } from '../readLog.ts';
import { auditHead, hasAudit } from './audit.ts';
import {
  closeDatabase,
  inTransaction,
  openDatabase,
  openDatabaseReadOnly,
  type StationDatabase,
} from './db.ts';
import { insertEvent } from './events.ts';
import { setPictures } from './inspections.ts';
import { readBackUp } from './readBackUp.ts';
import { statement } from './statement.ts';

export interface Restored {
  readonly backUp: BackUpContent;
  /** The database of before, whole; restoring it undoes this. */
  readonly keptAs: string;
}

/**
 * Puts a backup in the place of a home's database, which is kept aside. The caller holds the home's lock and nobody has the
 * database open. The trail goes on from the backup's, with an entry that names what was replaced.
 *
 * @throws StoreError, with everything as it was, when the backup is not whole.
 */
export function restoreBackUp(home: string, file: string, by: string, wallClockMs: () => number): Restored {
  const backUp = readBackUp(file);
  const now = new Date(wallClockMs());
  const target = path.join(home, databaseName);
  const fresh = `${target}.restoring`;
  rmSync(fresh, { force: true });
  copyFileSync(file, fresh);
  flush(fresh);
  const stamp = now.toISOString().slice(0, 23).replaceAll(/[:.]/g, '-');
  const keptAs = path.join(home, `station before restore ${stamp}.db`);
  const replaced = settle(target);
  renameSync(target, keptAs);
  for (const ending of ['-wal', '-shm']) {
    if (existsSync(target + ending)) renameSync(target + ending, keptAs + ending);
  }
  renameSync(fresh, target);
  const db = openDatabase(target);
  try {
    forgetMissingPictures(db, home);
    inTransaction(db, () => {
      createAuditTrail(db, wallClockMs).add({
        ...{ by, action: 'restored', record: file },
        old: { keptAs, head: replaced },
        new: { head: backUp.head, inspections: backUp.inspections },
      });
      insertEvent(db, {
        createdAt: now.toISOString(),
        kind: 'restored',
        message: `The log was restored from ${file}; the one of before is kept as ${keptAs}.`,
        by,
      });
    });
  } finally {
    closeDatabase(db);
  }
  return { backUp, keptAs };
}

/** Makes the database one file, if it still can be read; answers the head of its audit trail. */
function settle(file: string): AuditHead | null {
  try {
    closeDatabase(openDatabase(file));
    const db = openDatabaseReadOnly(file);
    try {
      return hasAudit(db) ? auditHead(db) : null;
    } finally {
      db.close();
    }
  } catch {
    // A damaged one is what a backup is restored for.
    return null;
  }
}

/** Rows of the backup name pictures that were deleted since. */
function forgetMissingPictures(db: StationDatabase, home: string): void {
  const folder = picturesFolder(home);
  const days = existsSync(folder) ? new Set(readdirSync(folder)) : new Set<string>();
  const rows = statement<{ resultId: ResultId; pictures: string }>(
    db,
    `SELECT resultId, pictures FROM inspections WHERE pictures <> ''`,
  ).all();
  inTransaction(db, () => {
    for (const { resultId, pictures } of rows) {
      const kinds = pictures.split(',') as Parameters<typeof setPictures>[2];
      const kept = kinds.filter((kind) => {
        const file = picturePath(home, resultId, kind);
        return file !== null && days.has(path.basename(path.dirname(file))) && existsSync(file);
      });
      if (kept.length < kinds.length) setPictures(db, resultId, kept);
    }
  });
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
