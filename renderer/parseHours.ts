/** Hours of the day as typed ("6, 14, 22"), ascending and each once; null when it is not that. */
export function parseHours(typed: string): number[] | null {
  const words = typed.split(/[\s,;]+/).filter((word) => word !== '');
  const hours = words.map(Number);
  if (hours.length === 0 || hours.some((hour) => !Number.isInteger(hour) || hour < 0 || hour > 23))
    return null;
  return [...new Set(hours)].sort((a, b) => a - b);
}
