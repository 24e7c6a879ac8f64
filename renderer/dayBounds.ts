/** From the beginning of one local day to the end of another as moments in UTC; what is empty or no day is left out. */
export function dayBounds(from: string, to: string): { from?: string; to?: string } {
  const first = startOf(from, 0);
  const end = startOf(to, 1);
  return { ...(first !== null && { from: first }), ...(end !== null && { to: end }) };
}

function startOf(day: string, daysLater: number): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) return null;
  const [, year, month, date] = match;
  return new Date(Number(year), Number(month) - 1, Number(date) + daysLater).toISOString();
}
