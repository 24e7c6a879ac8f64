const two = (value: number): string => String(value).padStart(2, '0');

/** Date in the station's time zone, as 2026-05-01. */
export function localDate(moment: string | number): string {
  const date = new Date(moment);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Time of day in the station's time zone, as 06:05. */
export function localClock(moment: string | number): string {
  const date = new Date(moment);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function localTime(moment: string | number): string {
  return `${localDate(moment)} ${localClock(moment)}`;
}

/** Labels for times within a span: the clock within two days, dates beyond. */
export function timeLabels(spanMs: number): (moment: number) => string {
  return spanMs > 2 * 86_400_000 ? (moment) => localDate(moment).slice(5) : localClock;
}
