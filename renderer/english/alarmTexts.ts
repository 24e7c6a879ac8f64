import { alarmKinds, alarmRules, type AlarmKind } from '../../electron/common/alarm.ts';

type Rules = typeof alarmRules;
type AlarmTexts = {
  readonly [Kind in AlarmKind as `alarm.cause.${Kind}`]: Rules[Kind]['cause'];
} & {
  readonly [Kind in AlarmKind as `alarm.action.${Kind}`]: Rules[Kind]['action'];
};

/** What the table of alarms says of each kind, under keys of its own, so that another language says it in its words. */
export const alarmTexts = Object.fromEntries(
  alarmKinds.flatMap((kind) => [
    [`alarm.cause.${kind}`, alarmRules[kind].cause],
    [`alarm.action.${kind}`, alarmRules[kind].action],
  ]),
) as AlarmTexts;
