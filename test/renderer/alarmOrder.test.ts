import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Alarm, AlarmKind } from '../../electron/common/alarm.ts';
import type { AlarmState } from '../../electron/common/alarmStates.ts';
import type { AlarmId } from '../../electron/common/inspection.ts';
import { orderAlarms } from '../../renderer/alarmOrder.ts';

function alarm(kind: AlarmKind, state: AlarmState, minute: number): Alarm {
  return {
    alarmId: `${kind}-${minute}` as AlarmId,
    kind,
    folderId: null,
    state,
    message: '',
    causePresent: state !== 'returnedUnacknowledged',
    raisedAt: `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
    occurrences: 1,
    shelving: null,
  };
}

test('the unacknowledged urgent one comes first, the newest of equals before older ones', () => {
  const sorted = orderAlarms([
    alarm('diskLow', 'returnedUnacknowledged', 9),
    alarm('sourceGone', 'shelved', 10),
    alarm('sourceGone', 'acknowledged', 8),
    alarm('diskLow', 'unacknowledged', 7),
    alarm('sourceGone', 'unacknowledged', 1),
    alarm('storeFailed', 'unacknowledged', 5),
  ]);
  assert.deepEqual(
    sorted.map((one) => one.alarmId),
    ['storeFailed-5', 'sourceGone-1', 'diskLow-7', 'sourceGone-8', 'diskLow-9', 'sourceGone-10'],
  );
});
