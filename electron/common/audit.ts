import type { CallerRole } from './role.ts';

/** What people do that is kept in the audit trail; `picturesDeleted` is done by the station on their orders. */
export const auditActions = [
  'loggedIn',
  'loggedOut',
  'loggedOffIdle',
  'logInFailed',
  'signatureFailed',
  'usersTurnedOn',
  'usersTurnedOff',
  'userRulesChanged',
  'userAdded',
  'userChanged',
  'userRemoved',
  'userUnlocked',
  'secretChanged',
  'settingsChanged',
  'recipeSaved',
  'recipePutInForce',
  'bundleExported',
  'bundleImported',
  'folderAdded',
  'folderRemoved',
  'inspectingStarted',
  'inspectingStopped',
  'jobEntered',
  'kioskLeft',
  'demoStarted',
  'demoStopped',
  'teachingStarted',
  'recalibrationStarted',
  'teachingCancelled',
  'reviewAdded',
  'alarmAcknowledged',
  'alarmShelved',
  'alarmUnshelved',
  'labImagesLabelled',
  'challengeImagesAdded',
  'challengeImageRemoved',
  'challengePolicyChanged',
  'challengeRun',
  'challengeSigned',
  'exported',
  'picturesDeleted',
  'backedUp',
  'restored',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** One act: who, when, what, which record, old, new, why. Never changed or deleted once written. */
export interface AuditEntry {
  /** Counts from 1 without gaps. */
  readonly entry: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  /** Time zone of the station then, as `+02:00 Europe/Berlin`. */
  readonly zone: string;
  readonly by: string;
  readonly role: CallerRole | null;
  readonly action: AuditAction;
  /** What it was done to, in words; null where the action says it all. */
  readonly record: string | null;
  readonly old: Json;
  readonly new: Json;
  /** Reason the act itself asks for, e.g. of a review. */
  readonly why: string | null;
  /** Meaning of the electronic signature; null: not signed. */
  readonly signature: string | null;
  /** Hash of the entry before; 64 zeros for the first. */
  readonly previous: string;
  /** SHA-256 of all the above, see node/audit/chain.ts. */
  readonly hash: string;
}

/** The newest entry: whoever keeps it elsewhere can prove later that nothing up to it was changed or cut off. */
export interface AuditHead {
  /** Number of the newest entry; 0: the trail is empty. */
  readonly entry: number;
  readonly hash: string;
}

export const emptyHead: AuditHead = { entry: 0, hash: '0'.repeat(64) };

/** The head as reports print it, e.g. `audit trail 17 sha256 9f86…`. */
export function headText({ entry, hash }: AuditHead): string {
  return `audit trail ${entry} sha256 ${hash}`;
}

/** Heads printed in a text by headText. */
export function headsIn(text: string): AuditHead[] {
  return [...text.matchAll(/audit trail (\d{1,15}) sha256 ([0-9a-f]{64})/g)].map(([, entry, hash = '']) => ({
    entry: Number(entry),
    hash,
  }));
}

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  readonly more: boolean;
}

export interface AuditCheck {
  readonly head: AuditHead;
  /** Sentence where the chain breaks; null: it is whole. */
  readonly broken: string | null;
}
