import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayBounds } from '../../renderer/dayBounds.ts';
import { idleMinutesOf } from '../../renderer/idleMinutesOf.ts';

for (const [typed, minutes] of [
  ['', null],
  ['  ', null],
  ['15', 15],
  [' 1440 ', 1440],
  ['0', undefined],
  ['1441', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['ten', undefined],
] as const) {
  test(`idle minutes "${typed}": ${minutes}`, () => assert.equal(idleMinutesOf(typed), minutes));
}

test('days bound the trail from the first midnight to the one after the last, in local time', () => {
  const { from, to } = dayBounds('2026-05-01', '2026-05-01');
  assert.deepEqual(new Date(from!), new Date(2026, 4, 1));
  assert.deepEqual(new Date(to!), new Date(2026, 4, 2));
  assert.deepEqual(dayBounds('', 'x'), {});
});
