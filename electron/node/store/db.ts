import Database from 'better-sqlite3';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { migrations } from './migrations/migrations.ts';
import { isStoreTrouble, StoreError } from './storeError.ts';

export type StationDatabase = Database.Database;

/** Application id in the file header, 'Plmb', so that another program's database is recognised. */
const applicationId = 0x506c6d62;
/** How long a write waits for another program that holds the database. */
const busyTimeoutMs = 5000;
/** A check of everything reads the whole file; larger ones are checked only after an unclean end. */
const alwaysCheckedBytes = 200 * 2 ** 20;

/**
 * Opens the station's database, makes or migrates its schema and checks it. Throws StoreError, and leaves the file as
 * it is, when it is locked, damaged, of another program or of a newer version.
 */
export function openDatabase(file: string, waitMs = busyTimeoutMs): StationDatabase {
  const isNew = !existsSync(file) || statSync(file).size === 0;
  if (!isNew) refuseForeign(file);
  return explained(file, () => {
    const db = new Database(file, { timeout: waitMs });
    try {
      if (!isNew) refuseUnusable(db, file);
      db.pragma('journal_mode = WAL');
      // WAL alone would keep only a consistent database over a power cut; a record keeps every committed row.
      db.pragma('synchronous = FULL');
      db.pragma('foreign_keys = ON');
      migrate(db);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Opens a station's database only to read, while the station may be writing to it. */
export function openDatabaseReadOnly(file: string): StationDatabase {
  if (!existsSync(file)) throw new StoreError(`There is no station database at ${file}.`);
  refuseForeign(file);
  return explained(file, () => {
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
    try {
      refuseOther(db, file);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Opens a station's database to add to it, while the station may be writing to it. Nothing is migrated or checked. */
export function openDatabaseToAppend(file: string): StationDatabase {
  return explained(file, () => {
    const db = new Database(file, { fileMustExist: true, timeout: busyTimeoutMs });
    try {
      refuseOther(db, file);
      requireNewestSchema(db);
      db.pragma('synchronous = FULL');
      db.pragma('foreign_keys = ON');
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Ends in one ordinary file, which can be read or copied without leaving a log beside it. */
export function closeDatabase(db: StationDatabase): void {
  try {
    db.pragma('optimize');
    db.pragma('wal_checkpoint(TRUNCATE)');
    leaveWal(db);
  } catch (error) {
    // What is committed is safe in the log beside the file, if there is no room to tidy up.
    if (!isStoreTrouble(error)) throw error;
  } finally {
    db.close();
  }
}

/** Makes a database that nobody uses one file. */
export function makeSingleFile(file: string): void {
  const db = new Database(file, { fileMustExist: true });
  try {
    leaveWal(db);
  } finally {
    db.close();
  }
}

function leaveWal(db: StationDatabase): void {
  db.pragma('busy_timeout = 0');
  try {
    db.pragma('journal_mode = DELETE');
  } catch (error) {
    // Somebody reads it just now: it stays in WAL mode, which is as good a record.
    if (!(error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))) throw error;
  }
}

export function inTransaction<Result>(db: StationDatabase, work: () => Result): Result {
  return db.transaction(work).immediate();
}

/**
 * A transaction that survives a crash of the program but perhaps not a power cut: for what the next scan of the
 * folder finds out again. The next flushed commit makes it durable too.
 */
export function inUnflushedTransaction<Result>(db: StationDatabase, work: () => Result): Result {
  db.pragma('synchronous = NORMAL');
  try {
    return inTransaction(db, work);
  } finally {
    db.pragma('synchronous = FULL');
  }
}

function migrate(db: StationDatabase): void {
  inTransaction(db, () => {
    const from = db.pragma('user_version', { simple: true }) as number;
    for (const { version, sql } of migrations.slice(from)) {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    }
    db.pragma(`application_id = ${applicationId}`);
  });
}

/** Whether an older version wrote it: it lacks columns that are read now. */
export function isOlderSchema(db: StationDatabase): boolean {
  return (db.pragma('user_version', { simple: true }) as number) < migrations.length;
}

/** @throws StoreError when an older version wrote the database: its rows lack columns that are read now. */
export function requireNewestSchema(db: StationDatabase): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version === migrations.length) return;
  throw new StoreError(
    `${db.name} was written by an older version of Plumbline (schema ${version}, now ${migrations.length}); ` +
      'start its station once, which brings it up to date.',
  );
}

function refuseForeign(file: string): void {
  const header = Buffer.alloc(16);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header, 0, 16, 0);
  } finally {
    closeSync(descriptor);
  }
  if (header.toString('latin1') === 'SQLite format 3\0') return;
  throw new StoreError(
    `${file} is not a SQLite database or its beginning is damaged. It was left as it is; restore a backup or choose another home.`,
  );
}

function refuseUnusable(db: StationDatabase, file: string): void {
  refuseOther(db, file);
  // A log left behind means that the last program did not end by closing.
  const unclean = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
  if (!unclean && statSync(file).size > alwaysCheckedBytes) return;
  const [first] = db.pragma('quick_check(1)') as { quick_check: string }[];
  if (first?.quick_check !== 'ok') throw damaged(file, first?.quick_check ?? 'no answer');
}

function refuseOther(db: StationDatabase, file: string): void {
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  if (db.pragma('application_id', { simple: true }) !== applicationId && tables > 0) {
    throw new StoreError(`${file} belongs to another program. It was left as it is; choose another home.`);
  }
  const version = db.pragma('user_version', { simple: true }) as number;
  const known = migrations.length;
  if (version > known) {
    throw new StoreError(
      `${file} was written by a newer version of Plumbline (schema ${version}, this one knows ${known}). It was left as it is; install the newer version.`,
    );
  }
}

function damaged(file: string, detail: string): StoreError {
  return new StoreError(
    // The check's findings come as several lines.
    `${file} is damaged (${detail.replace(/\s+/g, ' ')}). It was left as it is; restore a backup or choose another home.`,
  );
}

function explained<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    if (/^SQLITE_(BUSY|LOCKED)/.test(error.code)) {
      throw new StoreError(
        `${file} is locked by another program (${error.message}); close it and start again.`,
      );
    }
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) throw damaged(file, error.message);
    throw new StoreError(`${file} cannot be opened: ${error.message} (${error.code}).`);
  }
}
