import type { AlarmState, AlarmStep, StoredAlarmState } from './alarmStates.ts';
import type { AlarmId, FolderId } from './inspection.ts';
import type { Role } from './role.ts';

/**
 * By how soon a person is needed (ISA-18.2). urgent: parts go by uninspected or unrecorded, or bad ones may pass.
 * attention: parts are inspected, but not for long or not as they should be. notice: within the shift.
 */
export type AlarmPriority = 'urgent' | 'attention' | 'notice';

export interface AlarmRule {
  readonly priority: AlarmPriority;
  /** Sentence what is wrong, whatever the values. */
  readonly cause: string;
  /** Sentence what the operator does about it. */
  readonly action: string;
  /** Parts of that folder, or of all, are not inspected while the cause is there. */
  readonly stopsInspecting: boolean;
  /** Tells of something that happened, and returns by itself; another occurrence is seen although it is acknowledged. */
  readonly passing: boolean;
  /** Least role that may acknowledge it. */
  readonly acknowledgedBy: Role;
  /** Least role that may shelve it; null: nobody, since it must be seen for as long as it lasts. */
  readonly shelvedBy: Role | null;
}

/** Everything that can raise an alarm. One alarm a kind and folder is present at a time. */
export const alarmRules = {
  sourceGone: {
    priority: 'urgent',
    cause: 'The watched folder cannot be found.',
    action: 'Check the network, the drive and the name of the watched folder.',
    stopsInspecting: true,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: 'engineer',
  },
  sourceSilent: {
    priority: 'attention',
    cause: 'No image comes any more.',
    action: 'Check the camera, its trigger and its cable.',
    stopsInspecting: false,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: 'operator',
  },
  queueGrowing: {
    priority: 'attention',
    cause: 'Images come faster than they can be judged.',
    action: 'Slow the camera down, or let the station judge on a faster provider.',
    stopsInspecting: false,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: 'operator',
  },
  runOfFails: {
    priority: 'urgent',
    cause: 'Many parts failed one after the other.',
    action: 'Look at the last images: check the parts, then light, focus and position of the camera.',
    stopsInspecting: false,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: 'engineer',
  },
  drift: {
    priority: 'attention',
    cause: 'The scores of good parts move towards the limit.',
    action: 'Check light, focus and position of the camera; if the part itself has changed, teach it again.',
    stopsInspecting: false,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: 'engineer',
  },
  imageOverwritten: {
    priority: 'urgent',
    cause: 'An image was overwritten before it could be judged.',
    action: 'Have the camera number its files, or export more slowly. The part was not inspected.',
    stopsInspecting: false,
    passing: true,
    acknowledgedBy: 'operator',
    shelvedBy: 'engineer',
  },
  numberGap: {
    priority: 'attention',
    cause: 'Numbers of images are missing.',
    action: 'Look for the missing images at the camera; those parts were not inspected.',
    stopsInspecting: false,
    passing: true,
    acknowledgedBy: 'operator',
    shelvedBy: 'operator',
  },
  challengeBlocks: {
    priority: 'urgent',
    cause: 'Inspecting is blocked until the challenge is passed.',
    action: 'Run the challenge. If it fails, put another recipe in force or teach the product again.',
    stopsInspecting: true,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: null,
  },
  challengeFailed: {
    priority: 'urgent',
    cause: 'The challenge failed: known parts were not told apart.',
    action: 'Set the parts since the last passed challenge aside, and call an engineer.',
    stopsInspecting: false,
    passing: false,
    acknowledgedBy: 'engineer',
    shelvedBy: null,
  },
  challengeOverdue: {
    priority: 'attention',
    cause: 'The challenge is overdue.',
    action: 'Start inspecting, so that the challenge can run, and run it.',
    stopsInspecting: false,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: 'supervisor',
  },
  providerChanged: {
    priority: 'attention',
    cause: 'Images are judged on another provider than before.',
    action: 'Run the challenge, and call an engineer if nobody changed provider or driver on purpose.',
    stopsInspecting: false,
    passing: true,
    acknowledgedBy: 'operator',
    shelvedBy: 'engineer',
  },
  providerFallback: {
    priority: 'attention',
    cause: 'The chosen provider cannot be used; another one judges.',
    action: 'Call an engineer: check the driver, or choose another provider in the settings.',
    stopsInspecting: false,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: 'engineer',
  },
  inferenceFailing: {
    priority: 'urgent',
    cause: 'The inference process ended and is started again.',
    action: 'Wait for the restart. If it comes again, call an engineer.',
    stopsInspecting: true,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: null,
  },
  bundleRefused: {
    priority: 'urgent',
    cause: 'The bundle of the recipe in force cannot be used.',
    action: 'Put another recipe in force, or teach the product again.',
    stopsInspecting: true,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: null,
  },
  moveFailed: {
    priority: 'attention',
    cause: 'An inspected file could not be moved.',
    action: 'Check that the station may write in the watched folder and that the disk has room.',
    stopsInspecting: false,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: 'engineer',
  },
  pictureFailed: {
    priority: 'attention',
    cause: 'The picture of an inspection could not be written.',
    action: 'Check that the disk of the station has room. Verdicts and the log go on.',
    stopsInspecting: false,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: 'engineer',
  },
  diskLow: {
    priority: 'attention',
    cause: 'The disk of the station is nearly full.',
    action: 'Free disk space, or keep pictures for fewer days.',
    stopsInspecting: false,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: 'engineer',
  },
  backUpFailed: {
    priority: 'attention',
    cause: 'The last backup of the log failed.',
    action: 'Check the folder for backups and its free space; the backup is tried again every ten minutes.',
    stopsInspecting: false,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: 'engineer',
  },
  backUpOverdue: {
    priority: 'notice',
    cause: 'The log was not backed up in time.',
    action: 'Call a supervisor: look at the backups in the settings.',
    stopsInspecting: false,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: 'engineer',
  },
  storeFailed: {
    priority: 'urgent',
    cause: 'The log cannot be written.',
    action: 'Free disk space on the disk of the station. No image is lost; they wait in the folder.',
    stopsInspecting: true,
    passing: false,
    acknowledgedBy: 'operator',
    shelvedBy: null,
  },
} as const satisfies Readonly<Record<string, AlarmRule>>;

export type AlarmKind = keyof typeof alarmRules;
export const alarmKinds = Object.keys(alarmRules) as AlarmKind[];

export function alarmRule(kind: AlarmKind): AlarmRule {
  return alarmRules[kind];
}

/** Who put an alarm out of sight, and until when (ISO 8601 in UTC). */
export interface Shelving {
  readonly by: string;
  readonly until: string;
}

export interface Alarm {
  readonly alarmId: AlarmId;
  readonly kind: AlarmKind;
  readonly folderId: FolderId | null;
  readonly state: AlarmState;
  /** Whether what raised it is still so. */
  readonly causePresent: boolean;
  /** Full sentence: what is wrong, with the value. */
  readonly message: string;
  readonly raisedAt: string;
  /** How often the cause was seen since it was raised. */
  readonly occurrences: number;
  /** Null unless shelved. */
  readonly shelving: Shelving | null;
}

/** How long an alarm can be shelved for: ten minutes, an hour, until the next shift begins. */
export const shelveTimes = ['tenMinutes', 'hour', 'shift'] as const;
export type ShelveTime = (typeof shelveTimes)[number];

/** One step of one alarm, as it was; never changed. */
export interface AlarmTransition {
  /** Position in the history, ascending. */
  readonly entry: number;
  readonly alarmId: AlarmId;
  readonly kind: AlarmKind;
  readonly folderId: FolderId | null;
  readonly at: string;
  readonly step: AlarmStep;
  /** What it was afterwards. */
  readonly state: StoredAlarmState;
  readonly by: string;
  readonly message: string;
  /** Until when it was shelved; null for every other step. */
  readonly until: string | null;
}

export interface AlarmHistoryPage {
  /** Newest first. */
  readonly transitions: readonly AlarmTransition[];
  readonly more: boolean;
}
