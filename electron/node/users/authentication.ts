import type { AuditAction } from '../../common/audit.ts';
import { CallFailure, type FailureCode } from '../../common/callFailure.ts';
import { say } from '../../common/stationSentence.ts';
import type { AuditTrail } from '../audit/auditTrail.ts';
import { inTransaction, type StationDatabase } from '../store/db.ts';
import {
  forgetLogInAttempts,
  forgetLogInAttemptsBefore,
  logInAttempts,
  saveLogInAttempts,
} from '../store/logInAttempts.ts';
import { findUserByName, type StoredUser } from '../store/users.ts';
import { hashSecret, isSecretOf, standardCost, type ScryptCost } from './secretHash.ts';
import { lockMs } from './throttle.ts';

const attemptsKeptMs = 86_400_000;

/** What the secret is asked for, and what the answer and the audit trail call a wrong one. */
const purposes = {
  logIn: { action: 'logInFailed', code: 'refused' },
  signature: { action: 'signatureFailed', code: 'signatureWrong' },
} as const satisfies Record<string, { action: AuditAction; code: FailureCode }>;
type Purpose = keyof typeof purposes;

export interface Authentication {
  /**
   * The user of that name, once the secret is proven. Rejects with a CallFailure when it is wrong, when there is no such
   * user (which is not told apart), and, without looking at the secret, while the name is locked.
   */
  prove(name: string, secret: string, purpose: Purpose): Promise<StoredUser>;
  /** What is stored of a secret. */
  hash(secret: string): Promise<string>;
}

export function createAuthentication(
  db: StationDatabase,
  audit: AuditTrail,
  wallClockMs: () => number,
  cost: ScryptCost = standardCost,
): Authentication {
  // Hashing costs memory and time on purpose; one after the other, nobody can make it cost the station more.
  let turn: Promise<unknown> = Promise.resolve();
  let decoy: Promise<string> | null = null;

  async function prove(name: string, secret: string, purpose: Purpose): Promise<StoredUser> {
    const { action, code } = purposes[purpose];
    const before = logInAttempts(db, name);
    const leftMs = before.lockedUntil === null ? 0 : Date.parse(before.lockedUntil) - wallClockMs();
    if (leftMs > 0) throw new CallFailure(code, lockedSentence(leftMs));
    const user = findUserByName(db, name);
    // An unknown name takes as long as a wrong secret.
    const hash = user?.secretHash ?? (await (decoy ??= hashSecret('nobody has this one', cost)));
    const isRight = await isSecretOf(secret, hash);
    if (isRight && user !== undefined) {
      forgetLogInAttempts(db, name);
      return user;
    }
    const failures = before.failures + 1;
    const nowMs = wallClockMs();
    const lock = lockMs(failures);
    const lockedUntil = lock === 0 ? null : new Date(nowMs + lock).toISOString();
    inTransaction(db, () => {
      forgetLogInAttemptsBefore(db, new Date(nowMs - attemptsKeptMs).toISOString());
      saveLogInAttempts(db, name, { failures, lockedUntil }, new Date(nowMs).toISOString());
      const by = purpose === 'signature' ? name : 'nobody';
      audit.add({ by, action, record: name, new: { failures, lockedUntil } });
    });
    const wrong = say('wrongSecret');
    throw new CallFailure(code, lock === 0 ? wrong : `${wrong} ${lockedSentence(lock)}`);
  }

  return {
    hash: (secret) => hashSecret(secret, cost),
    prove(name, secret, purpose) {
      const mine = turn.then(() => prove(name, secret, purpose));
      turn = mine.catch(() => {});
      return mine;
    },
  };
}

function lockedSentence(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  return seconds < 120
    ? say('lockedSeconds', { seconds })
    : say('lockedMinutes', { minutes: Math.ceil(seconds / 60) });
}
