import type { FileStamp } from './fileStamp.ts';

const naturally = new Intl.Collator('en', { numeric: true });

export interface Arrival {
  /** Images met by the same look into the folder share it. */
  readonly batch: number;
  readonly stamp: FileStamp;
  readonly file: string;
}

/** Order of arrival: as met; within one look by modification time, then by name with numbers counted as numbers. */
export function byArrival(one: Arrival, other: Arrival): number {
  return (
    one.batch - other.batch ||
    one.stamp.modifiedMs - other.stamp.modifiedMs ||
    naturally.compare(one.file, other.file) ||
    (one.file < other.file ? -1 : Number(one.file > other.file))
  );
}
