/** States of ISA-18.2 in which an alarm is listed; of its kinds of suppression there is shelving, by a person and for a time. */
export const alarmStates = ['unacknowledged', 'acknowledged', 'returnedUnacknowledged', 'shelved'] as const;
export type AlarmState = (typeof alarmStates)[number];
export type StoredAlarmState = AlarmState | 'normal';

/**
 * raised: the cause is there. recurred: what an alarm tells of has happened once more. returned: the cause is gone.
 * unshelved: its time is over, or a person ended it. withdrawn: nothing is left that it could be about.
 */
export const alarmSteps = [
  'raised',
  'recurred',
  'returned',
  'acknowledged',
  'shelved',
  'unshelved',
  'withdrawn',
] as const;
export type AlarmStep = (typeof alarmSteps)[number];

/** What an alarm is and whether its cause is there. */
export interface AlarmCondition {
  readonly state: StoredAlarmState;
  readonly causePresent: boolean;
}

/** The state a step leads to; null: the step is not possible there. Shelving ends in `ending` below. */
const transitions: Readonly<
  Record<StoredAlarmState, Readonly<Record<AlarmStep, StoredAlarmState | 'ending' | null>>>
> = {
  normal: {
    raised: 'unacknowledged',
    recurred: 'unacknowledged',
    returned: null,
    acknowledged: null,
    shelved: null,
    unshelved: null,
    withdrawn: null,
  },
  unacknowledged: {
    raised: 'unacknowledged',
    recurred: 'unacknowledged',
    returned: 'returnedUnacknowledged',
    acknowledged: 'acknowledged',
    shelved: 'shelved',
    unshelved: null,
    withdrawn: 'normal',
  },
  acknowledged: {
    raised: 'acknowledged',
    recurred: 'unacknowledged',
    returned: 'normal',
    acknowledged: null,
    shelved: 'shelved',
    unshelved: null,
    withdrawn: 'normal',
  },
  returnedUnacknowledged: {
    raised: 'unacknowledged',
    recurred: 'unacknowledged',
    returned: null,
    acknowledged: 'normal',
    shelved: 'shelved',
    unshelved: null,
    withdrawn: 'normal',
  },
  // Out of sight is not over: the cause comes and goes, and what is still there afterwards is seen anew.
  shelved: {
    raised: 'shelved',
    recurred: 'shelved',
    returned: 'shelved',
    acknowledged: null,
    shelved: 'shelved',
    unshelved: 'ending',
    withdrawn: 'normal',
  },
};

/** What becomes of an alarm by a step; null when the step is not possible. Acknowledging and shelving never clear the cause. */
export function alarmAfter(before: AlarmCondition, step: AlarmStep): AlarmCondition | null {
  const state = transitions[before.state][step];
  if (state === null) return null;
  const causePresent =
    step === 'raised' || step === 'recurred' || (before.causePresent && step !== 'returned');
  if (state === 'ending') return { state: causePresent ? 'unacknowledged' : 'normal', causePresent };
  return { state, causePresent: causePresent && state !== 'normal' };
}
