import { userInfo } from 'node:os';
import { createAuditTrail, type Act } from '../audit/auditTrail.ts';
import { openDatabaseToAppend } from '../store/db.ts';

/** Who works on the command line: the system knows them by another name than the station does. */
export function commandUser(): string {
  try {
    return `command line (${userInfo().username})`;
  } catch {
    // A system without a name for its user.
    return 'command line';
  }
}

/** Appends an act on the command line to the audit trail of a home, also while its station runs. */
export function tellTrail(file: string, act: Omit<Act, 'by'>): void {
  const db = openDatabaseToAppend(file);
  try {
    createAuditTrail(db, Date.now).add({ ...act, by: commandUser() });
  } finally {
    db.close();
  }
}
