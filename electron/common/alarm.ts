import type { AlarmId, FolderId } from './inspection.ts';

/** What can raise an alarm. One alarm per kind and folder is active at a time. */
export const alarmKinds = [
  'sourceSilent',
  'sourceGone',
  'queueGrowing',
  'imageOverwritten',
  'numberGap',
  'providerFallback',
  'inferenceFailing',
  'bundleRefused',
  'moveFailed',
  'pictureFailed',
  'diskLow',
  'storeFailed',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** ISA-18.2 states as far as this version has them. Acknowledging never clears the cause. */
export type AlarmState = 'unacknowledged' | 'acknowledged' | 'returnedUnacknowledged';

export interface Alarm {
  readonly alarmId: AlarmId;
  readonly kind: AlarmKind;
  readonly folderId: FolderId | null;
  readonly state: AlarmState;
  /** Full sentence: what is wrong, with the value. */
  readonly message: string;
  /** What the operator does about it. */
  readonly action: string;
  readonly raisedAt: string;
  /** How often the cause was seen since it was raised. */
  readonly occurrences: number;
}
