import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Alarm, AlarmKind } from '../../electron/common/alarm.ts';
import type { ChallengeState, LaneChallenge } from '../../electron/common/challenge.ts';
import type { FolderId } from '../../electron/common/inspection.ts';
import type { LaneState } from '../../electron/common/stationState.ts';
import { andonOf, type AndonState } from '../../renderer/andon.ts';
import { fakeLane, inspectionOf, mainFolder } from './fakeStation.ts';

const running = fakeLane({ latest: inspectionOf(1, 'pass') });
const second = { ...running, folderId: 'folder-2' as FolderId };
const stopped = { ...running, source: { state: 'stopped', reason: null } } as const;
const starting = { ...running, inference: { ...running.inference, phase: 'starting' } } as const;
const missing = { ...second, source: { state: 'missing', reason: null } } as const;
const failing = { ...running, failRun: { fails: 5, parts: 5 } };

const alarm = (kind: AlarmKind, change: Partial<Alarm> = {}): Alarm => ({
  ...{ alarmId: 'a' as Alarm['alarmId'], kind, folderId: null, state: 'acknowledged', causePresent: true },
  ...{ message: '', raisedAt: '', occurrences: 1, shelving: null },
  ...change,
});
const challenge = (state: ChallengeState) => ({ folderId: mainFolder, state }) as LaneChallenge;

const rows: readonly (readonly [
  what: string,
  lanes: readonly LaneState[],
  expected: AndonState,
  alarms?: readonly Alarm[],
  challenges?: readonly LaneChallenge[],
])[] = [
  ['nothing is watched', [], 'idle'],
  ['all is well', [running], 'inspecting'],
  ['no image yet', [fakeLane()], 'waiting'],
  ['the only folder is stopped', [stopped], 'stopped'],
  ['one of two is stopped', [stopped, second], 'inspecting'],
  ['the model loads', [starting], 'starting'],
  ['one of two has a fault', [running, missing], 'fault'],
  ['the log cannot be written', [running], 'fault', [alarm('storeFailed')]],
  ['that is over', [running], 'inspecting', [alarm('storeFailed', { causePresent: false })]],
  ['too many fail', [failing], 'failsRunning', [alarm('runOfFails', { folderId: mainFolder })]],
  ['a fault counts more than fails', [failing, missing], 'fault'],
  ['a challenge is due', [running], 'challengeDue', [], [challenge('due')]],
  ['a challenge failed', [running], 'challengeDue', [], [challenge('failed')]],
  ['a challenge is passed', [running], 'inspecting', [], [challenge('proven')]],
  ['that of a folder that is not shown', [second], 'inspecting', [], [challenge('due')]],
  ['no image comes any more', [running], 'waiting', [alarm('sourceSilent', { folderId: mainFolder })]],
];

for (const [what, lanes, expected, alarms = [], challenges = []] of rows) {
  test(`${what}: ${expected}`, () => {
    assert.equal(andonOf({ lanes, demo: 'absent', alarms, challenges }), expected);
  });
}
