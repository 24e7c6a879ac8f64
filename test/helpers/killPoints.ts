/**
 * Where a station can be made to kill itself. seen: a file is in the ledger and has not settled. halfWritten: what was
 * read of it ends too early. taken: the inference process has it. judged: its answer is there and not committed.
 * committing: its row is written inside a transaction that is still open. committed: the row is there, its file not
 * moved yet. renamed: the file lies at its new place and the ledger does not know.
 */
export const killPoints = [
  'seen',
  'halfWritten',
  'taken',
  'judged',
  'committing',
  'committed',
  'renamed',
] as const;
export type KillPoint = (typeof killPoints)[number];

/** What the test tells a killable station over its command line. */
export interface KillOrder {
  readonly home: string;
  /** Watched folder. */
  readonly folder: string;
  /** Put in force by the first start; null for those that go on from there. */
  readonly bundle: string | null;
  /** Null runs until it is told to end. */
  readonly point: KillPoint | null;
  /** Which time the point is reached, 1 the first. */
  readonly time: number;
}
