import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graceMs, newestDueMs } from '../../electron/common/backUpSchedule.ts';

const at = (day: number, hour: number, minute = 0) => new Date(2026, 4, day, hour, minute).getTime();
const daily = { every: 'day', time: '02:30' } as const;
const hourly = { every: 'hours', hours: 6 } as const;

const rows = [
  ['the first is due at once', daily, null, at(5, 12), at(5, 12)],
  ['made after the time of day: nothing is due', daily, at(5, 3), at(5, 12), null],
  ['made before it: due since then', daily, at(5, 1), at(5, 12), at(5, 2, 30)],
  ['just before the time of day the one of yesterday counts', daily, at(4, 2, 30), at(5, 2, 29), null],
  ['off for days: the newest one is due', daily, at(1, 3), at(5, 1), at(4, 2, 30)],
  ['every six hours, five ago', hourly, at(5, 6), at(5, 11), null],
  ['every six hours, seven ago', hourly, at(5, 6), at(5, 13), at(5, 12)],
] as const;
for (const [title, schedule, lastMs, nowMs, dueMs] of rows) {
  test(title, () => assert.equal(newestDueMs(schedule, lastMs, nowMs), dueMs));
}

test('a daily one is overdue after two hours, others after half their time and not before half an hour', () => {
  assert.deepEqual(
    [graceMs(daily), graceMs(hourly), graceMs({ every: 'hours', hours: 1 })],
    [2, 3, 0.5].map((hours) => hours * 3_600_000),
  );
});
