import type { BackUpRules } from './keeping.ts';

const hourMs = 3_600_000;

/**
 * When the newest backup that was due by `nowMs` was due; local time. `lastMs`: when the last good one began, null when there is
 * none, which makes one due at once.
 */
export function newestDueMs(
  schedule: BackUpRules['schedule'],
  lastMs: number | null,
  nowMs: number,
): number | null {
  if (lastMs === null) return nowMs;
  if (schedule.every === 'hours') {
    const dueMs = lastMs + schedule.hours * hourMs;
    return dueMs <= nowMs ? dueMs : null;
  }
  const [hour, minute] = schedule.time.split(':').map(Number) as [number, number];
  const now = new Date(nowMs);
  const times = [0, -1].map((day) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + day, hour, minute).getTime(),
  );
  const newest = times.find((ms) => ms <= nowMs) ?? nowMs;
  return lastMs < newest ? newest : null;
}

/** How long after it was due a backup is overdue. */
export function graceMs(schedule: BackUpRules['schedule']): number {
  return schedule.every === 'day' ? 2 * hourMs : Math.max(hourMs / 2, (schedule.hours * hourMs) / 2);
}
