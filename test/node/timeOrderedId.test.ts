import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeOfId, timeOrderedId } from '../../electron/node/timeOrderedId.ts';

test('ids are UUIDs of version 7 that sort by time, also within a millisecond and after the clock was set back', () => {
  const start = 1_900_000_000_000;
  const times = [start, start, start + 1, start - 5000, ...Array.from({ length: 9000 }, () => start + 1)];
  const ids = times.map((nowMs) => timeOrderedId(nowMs));
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
  assert.match(ids[0] ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(timeOfId(ids[0] ?? ''), start);
  assert.equal(timeOfId('../../etc/passwd'), null);
});
