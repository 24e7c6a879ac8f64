/** When the shift began that `nowMs` is in; local time. `startHours` has at least one hour of the day, 0..23. */
export function shiftStart(nowMs: number, startHours: readonly number[]): Date {
  const now = new Date(nowMs);
  const starts = [0, -1].flatMap((dayOffset) =>
    startHours.map((hour) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + dayOffset, hour)),
  );
  const begun = starts.filter((start) => start.getTime() <= nowMs).sort((a, b) => b.getTime() - a.getTime());
  const [latest] = begun;
  if (latest === undefined) throw new RangeError('A day needs at least one hour at which a shift begins.');
  return latest;
}

/** When the shift that `nowMs` is in ends, and the next one begins; local time. */
export function shiftEnd(nowMs: number, startHours: readonly number[]): Date {
  const now = new Date(nowMs);
  const starts = [0, 1].flatMap((dayOffset) =>
    startHours.map((hour) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + dayOffset, hour)),
  );
  const [next] = starts.filter((start) => start.getTime() > nowMs).sort((a, b) => a.getTime() - b.getTime());
  if (next === undefined) throw new RangeError('A day needs at least one hour at which a shift begins.');
  return next;
}
