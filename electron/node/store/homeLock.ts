import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StoreError } from './storeError.ts';

/** Keeps the connections from being collected as garbage, which would close them and let go of the lock. */
const held = new Set<Database.Database>();

export interface HomeLock {
  release(): void;
}

/**
 * Holds the home for this process; a second one is refused with StoreError. The lock is an open exclusive transaction:
 * the operating system drops it with the process, however that ends, so that it can never be left behind.
 */
export function lockHome(home: string): HomeLock {
  mkdirSync(home, { recursive: true });
  const file = path.join(home, 'station.lock');
  const holder = path.join(home, 'station.pid');
  const db = new Database(file, { timeout: 0 });
  try {
    // A journal on disk would be a hot one after a kill, and rolling it back needs the lock itself.
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    const code = error instanceof Database.SqliteError ? error.code : 'unknown';
    if (!/^SQLITE_(BUSY|LOCKED)/.test(code)) throw new StoreError(`${file} cannot be locked (${code}).`);
    const pid = existsSync(holder) ? ` (process ${readFileSync(holder, 'utf8').trim()})` : '';
    throw new StoreError(
      `Another station${pid} works in ${home}; close it or choose another home with --home.`,
    );
  }
  held.add(db);
  writeFileSync(holder, `${process.pid}\n`);
  return {
    release() {
      rmSync(holder, { force: true });
      db.close();
      held.delete(db);
    },
  };
}
