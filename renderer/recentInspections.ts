import type { FolderId, Inspection } from '../electron/common/inspection.ts';

/** Per folder the newest inspections, newest first. */
export type RecentInspections = ReadonlyMap<FolderId, readonly Inspection[]>;

/** What a strip can show at most on the widest screen. */
export const recentKept = 48;

/** Adds inspections in any order; one known already is left out, the oldest beyond recentKept are let go. */
export function appendRecent(
  recent: RecentInspections,
  added: readonly Inspection[],
): Map<FolderId, readonly Inspection[]> {
  const next = new Map(recent);
  for (const folderId of new Set(added.map((one) => one.folderId))) {
    const known = next.get(folderId) ?? [];
    const ids = new Set(known.map((one) => one.resultId));
    const fresh = added.filter((one) => one.folderId === folderId && !ids.has(one.resultId));
    if (fresh.length === 0) continue;
    const merged = [...known, ...new Map(fresh.map((one) => [one.resultId, one])).values()];
    next.set(folderId, merged.sort((a, b) => b.sequence - a.sequence).slice(0, recentKept));
  }
  return next;
}
