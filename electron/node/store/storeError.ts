/** The database cannot be used; the message is a sentence for the user, naming the file and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** SQLite result codes that pass when there is room, or when another program lets go; nothing was written then. */
const passing = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|NOMEM)/;

/** Whether a write failed for a reason outside the program, so that trying again later can succeed. */
export function isStoreTrouble(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && passing.test(error.code)
  );
}
