import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditAction, AuditHead, Json } from '../../common/audit.ts';
import type { Caller } from '../../common/contract.ts';
import { auditHead, insertAuditEntry, type NewAuditEntry } from '../store/audit.ts';
import type { StationDatabase } from '../store/db.ts';
import { isStoreTrouble } from '../store/storeError.ts';
import { zoneOf } from './zoneOf.ts';

export interface Act {
  readonly by: string;
  readonly action: AuditAction;
  /** What it was done to, in words. */
  readonly record?: string | null;
  /** Anything JSON can say; what is undefined in it is left out. */
  readonly old?: unknown;
  readonly new?: unknown;
  readonly why?: string | null;
}

/** The trail of what people do. Who calls, with which role and signature, is taken from the call being answered. */
export interface AuditTrail {
  /** Call it inside the transaction of the change: both are written, or neither. */
  add(act: Act): void;
  /** For an act that is done already: what cannot be written now is written when there is room again. */
  tell(act: Act): void;
  head(): AuditHead;
  /** Answers a call in the name of its caller. */
  inNameOf<Answer>(caller: Caller, answer: () => Answer): Answer;
  /** Tries again to write what could not be written. */
  tick(): void;
}

export function createAuditTrail(db: StationDatabase, wallClockMs: () => number): AuditTrail {
  const calling = new AsyncLocalStorage<Caller>();
  const untold: NewAuditEntry[] = [];

  function entryOf({
    by,
    action,
    record = null,
    old = null,
    new: after = null,
    why = null,
  }: Act): NewAuditEntry {
    const now = new Date(wallClockMs());
    const caller = calling.getStore();
    const isCaller = caller?.user === by;
    return {
      ...{ at: now.toISOString(), zone: zoneOf(now), by, action, record, why },
      role: isCaller ? caller.role : null,
      signature: isCaller ? (caller.signature?.meaning ?? null) : null,
      old: asJson(old),
      new: asJson(after),
    };
  }

  function writeUntold(): void {
    try {
      for (let entry = untold[0]; entry !== undefined; entry = untold[0]) {
        insertAuditEntry(db, entry);
        untold.shift();
      }
    } catch (error) {
      // The alarm of the store tells of it meanwhile.
      if (!isStoreTrouble(error)) throw error;
    }
  }

  return {
    add: (act) => void insertAuditEntry(db, entryOf(act)),
    tell(act) {
      untold.push(entryOf(act));
      writeUntold();
    },
    head: () => auditHead(db),
    inNameOf: (caller, answer) => calling.run(caller, answer),
    tick: writeUntold,
  };
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
