import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InferenceState, LaneState, SourceState } from '../../electron/common/stationState.ts';
import { laneCondition, type LaneCondition } from '../../renderer/laneCondition.ts';
import { fakeLane, inspectionOf } from './fakeStation.ts';

const rows: readonly (readonly [SourceState, InferenceState['phase'], boolean, LaneCondition])[] = [
  ['watching', 'ready', true, 'inspecting'],
  ['polling', 'ready', true, 'inspecting'],
  ['watching', 'ready', false, 'waiting'],
  ['starting', 'ready', true, 'starting'],
  ['watching', 'starting', true, 'starting'],
  ['watching', 'stopped', true, 'starting'],
  ['watching', 'restarting', true, 'restarting'],
  ['missing', 'ready', true, 'sourceMissing'],
  ['missing', 'restarting', true, 'sourceMissing'],
  ['missing', 'refused', true, 'refused'],
  ['watching', 'refused', false, 'refused'],
  ['stopped', 'refused', true, 'stopped'],
  ['stopped', 'stopped', false, 'stopped'],
];

for (const [source, phase, seen, expected] of rows) {
  test(`${source}, ${phase}, ${seen ? 'images seen' : 'no image yet'}: ${expected}`, () => {
    const base = fakeLane();
    const lane: LaneState = {
      ...base,
      source: { state: source, reason: null },
      inference: { ...base.inference, phase },
    };
    assert.equal(laneCondition(lane, seen ? inspectionOf(1, 'pass') : null), expected);
  });
}

test('what is ready but waits for its challenge is blocked, images seen or not', () => {
  const lane = fakeLane({ blocked: true });
  assert.equal(laneCondition(lane, null), 'blocked');
  assert.equal(laneCondition(lane, inspectionOf(1, 'pass')), 'blocked');
  assert.equal(laneCondition({ ...lane, source: { state: 'stopped', reason: null } }, null), 'stopped');
});
