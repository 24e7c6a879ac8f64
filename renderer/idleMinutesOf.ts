/** Minutes as typed: null for nothing typed, which is never; undefined for what is no number of minutes of a day. */
export function idleMinutesOf(typed: string): number | null | undefined {
  const trimmed = typed.trim();
  if (trimmed === '') return null;
  const minutes = /^\d{1,4}$/.test(trimmed) ? Number(trimmed) : 0;
  return minutes >= 1 && minutes <= 24 * 60 ? minutes : undefined;
}
