import { firstSchema } from './0001-firstSchema.ts';
import { reviewLimit } from './0002-reviewLimit.ts';
import { located } from './0003-located.ts';
import { usersAndAudit } from './0004-usersAndAudit.ts';
import { history } from './0005-history.ts';
import { alarmHistory } from './0006-alarmHistory.ts';
import { challenges } from './0007-challenges.ts';
import { jobEntries } from './0008-jobEntries.ts';
import { setUp } from './0009-setUp.ts';
import { labLabels } from './0010-labLabels.ts';
import { keeping } from './0011-keeping.ts';

export interface Migration {
  /** user_version of the database after it. */
  readonly version: number;
  readonly sql: string;
}

/** In order, without gaps; one that was ever released is never edited, the next one is appended. */
export const migrations: readonly Migration[] = [
  firstSchema,
  reviewLimit,
  located,
  usersAndAudit,
  history,
  alarmHistory,
  challenges,
  jobEntries,
  setUp,
  labLabels,
  keeping,
];
