import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FolderId } from '../../electron/common/inspection.ts';
import { shownLanes } from '../../renderer/shownLanes.ts';
import { fakeLane } from './fakeStation.ts';

const demoLane = fakeLane({ folderId: 'demo' as FolderId, simulated: true });
const own = fakeLane();

test('the running demo is shown, after production', () => {
  assert.deepEqual(shownLanes({ lanes: [demoLane, own], demo: 'running' }), [own, demoLane]);
  assert.deepEqual(shownLanes({ lanes: [demoLane], demo: 'running' }), [demoLane]);
});

test('a stopped demo is out of the way', () => {
  assert.deepEqual(shownLanes({ lanes: [demoLane, own], demo: 'stopped' }), [own]);
  assert.deepEqual(shownLanes({ lanes: [demoLane], demo: 'stopped' }), []);
});
