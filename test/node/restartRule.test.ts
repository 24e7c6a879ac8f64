import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hangAfterMs, lookForHang, restartAfter } from '../../electron/node/restartRule.ts';

test('waits double from 0.2 s to 30 s and begin anew after a stable minute', () => {
  const waits: number[] = [];
  let failures = 0;
  for (let end = 0; end < 10; end++) {
    const rule = restartAfter(failures, 1000);
    failures = rule.failures;
    waits.push(rule.waitMs);
  }
  assert.deepEqual(waits, [200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000]);
  assert.deepEqual(restartAfter(failures, 60_000), { failures: 1, waitMs: 200 });
});

test('a process hangs once it has not beaten for 15 s', () => {
  let heartbeat = { lastBeatMs: 0, lastLookMs: 0 };
  const hung: number[] = [];
  for (let now = 1000; now <= hangAfterMs; now += 1000) {
    const look = lookForHang(heartbeat, now);
    heartbeat = look.heartbeat;
    if (look.hangs) hung.push(now);
  }
  assert.deepEqual(hung, [15_000]);
});

test('after the machine slept, the first look accuses nobody', () => {
  const afterSleep = lookForHang({ lastBeatMs: 0, lastLookMs: 500 }, 8 * 3600_000);
  assert.equal(afterSleep.hangs, false);
  const look = lookForHang(afterSleep.heartbeat, 8 * 3600_000 + 1000);
  assert.equal(look.hangs, false);
});
