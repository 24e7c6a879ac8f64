import * as v from 'valibot';
import type { FolderId } from './inspection.ts';

const word = (most: number) => v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most)));

/** What a person enters at the line: what is being made there and who stands there; null: nothing is said of it. */
export const jobEntry = {
  /** Order number. */
  jobId: word(80),
  operator: word(60),
};

/** An entry of a watched folder, in force until the next one. */
export interface Job {
  readonly folderId: FolderId;
  readonly jobId: string | null;
  readonly operator: string | null;
  /** ISO 8601 in UTC. */
  readonly enteredAt: string;
  readonly enteredBy: string;
}
