/** Score / limit, or null where a ratio would mean nothing (limit zero, negative or unknown). */
export function scoreRatio(
  score: number | null | undefined,
  limit: number | null | undefined,
): number | null {
  if (score === null || score === undefined || limit === null || limit === undefined) return null;
  return limit > 0 ? score / limit : null;
}
