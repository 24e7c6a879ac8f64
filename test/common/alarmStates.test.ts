import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alarmKinds, alarmRule } from '../../electron/common/alarm.ts';
import {
  alarmAfter,
  alarmStates,
  alarmSteps,
  type AlarmStep,
  type StoredAlarmState,
} from '../../electron/common/alarmStates.ts';

/** ISA-18.2, figure of alarm states: `state present?`, and where each step leads; what is not named is not possible. */
const table: readonly (readonly [string, Partial<Record<AlarmStep, string>>])[] = [
  ['normal false', { raised: 'unacknowledged true', recurred: 'unacknowledged true' }],
  [
    'unacknowledged true',
    {
      raised: 'unacknowledged true',
      recurred: 'unacknowledged true',
      returned: 'returnedUnacknowledged false',
      acknowledged: 'acknowledged true',
      shelved: 'shelved true',
      withdrawn: 'normal false',
    },
  ],
  [
    'acknowledged true',
    {
      raised: 'acknowledged true',
      recurred: 'unacknowledged true',
      returned: 'normal false',
      shelved: 'shelved true',
      withdrawn: 'normal false',
    },
  ],
  [
    'returnedUnacknowledged false',
    {
      raised: 'unacknowledged true',
      recurred: 'unacknowledged true',
      acknowledged: 'normal false',
      shelved: 'shelved false',
      withdrawn: 'normal false',
    },
  ],
  [
    'shelved true',
    {
      raised: 'shelved true',
      recurred: 'shelved true',
      returned: 'shelved false',
      shelved: 'shelved true',
      unshelved: 'unacknowledged true',
      withdrawn: 'normal false',
    },
  ],
  [
    'shelved false',
    {
      raised: 'shelved true',
      recurred: 'shelved true',
      returned: 'shelved false',
      shelved: 'shelved false',
      unshelved: 'normal false',
      withdrawn: 'normal false',
    },
  ],
];

for (const [from, steps] of table) {
  for (const step of alarmSteps) {
    test(`${from}, ${step}: ${steps[step] ?? 'not possible'}`, () => {
      const [state, present] = from.split(' ') as [StoredAlarmState, string];
      const after = alarmAfter({ state, causePresent: present === 'true' }, step);
      assert.equal(after && `${after.state} ${after.causePresent}`, steps[step] ?? null);
    });
  }
}

test('every state is in the table', () => {
  const states = new Set(table.map(([from]) => from.split(' ')[0]));
  assert.deepEqual([...states].sort(), ['normal', ...alarmStates].sort());
});

test('every kind says in sentences what is wrong and what to do; what stops inspecting is urgent and never shelved lightly', () => {
  for (const kind of alarmKinds) {
    const { cause, action, stopsInspecting, priority, shelvedBy } = alarmRule(kind);
    for (const sentence of [cause, action]) assert.match(sentence, /^[A-Z].+\.$/, kind);
    if (!stopsInspecting) continue;
    assert.equal(priority, 'urgent', kind);
    assert.notEqual(shelvedBy, 'operator', kind);
  }
});
