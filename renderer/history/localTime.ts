/** A moment as a field of date and time takes it, in local time to the second; '' for none. */
export function toLocalTime(iso: string | undefined): string {
  if (iso === undefined) return '';
  const moment = new Date(iso);
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

/** The moment in UTC; undefined when the field is empty or holds no moment. */
export function fromLocalTime(value: string): string | undefined {
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
