import type { Settings } from '../../common/contract.ts';
import type { Alarms } from '../alarms.ts';
import type { AuditTrail } from '../audit/auditTrail.ts';
import type { StationDatabase } from '../store/db.ts';
import type { Timers } from '../timers.ts';
import type { Lanes } from './lanes.ts';
import type { StationRecord } from './record.ts';

/** What the answers to calls are made of. */
export interface StationParts {
  /** Absolute. */
  readonly home: string;
  readonly db: StationDatabase;
  readonly lanes: Lanes;
  readonly alarms: Alarms;
  readonly record: StationRecord;
  readonly audit: AuditTrail;
  readonly timers: Timers;
  readonly wallClockMs: () => number;
  readonly settings: () => Settings;
  readonly onChange: () => void;
}

export function isoNow({ wallClockMs }: Pick<StationParts, 'wallClockMs'>): string {
  return new Date(wallClockMs()).toISOString();
}
