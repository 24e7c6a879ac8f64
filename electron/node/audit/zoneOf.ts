/** Time zone of this machine at that moment, offset and name, e.g. `+02:00 Europe/Berlin`. */
export function zoneOf(moment: Date): string {
  const minutes = -moment.getTimezoneOffset();
  const two = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, '0');
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return `${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)} ${timeZone}`;
}
