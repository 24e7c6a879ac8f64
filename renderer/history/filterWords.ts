import type { InspectionFilter } from '../../electron/common/inspectionFilter.ts';
import { formatDateTime } from '../formats.ts';
import { text } from '../messages.ts';

/** What each part of a filter is set to, in words for its button; null: to nothing. */
export const filterWords = {
  time({ from, to, lastHours }: InspectionFilter): string | null {
    if (lastHours !== undefined) return lastHoursText(lastHours);
    if (from !== undefined && to !== undefined) {
      return text('filter.timeBetween', { from: formatDateTime(from), to: formatDateTime(to) });
    }
    if (from !== undefined) return text('filter.timeFrom', { time: formatDateTime(from) });
    return to === undefined ? null : text('filter.timeTo', { time: formatDateTime(to) });
  },
  products: ({ products }: InspectionFilter) => products?.join(', ') ?? null,
  reviews: ({ reviews }: InspectionFilter) =>
    reviews?.map((one) => text(`outcome.${one}`)).join(', ') ?? null,
  score({ ratioFrom, ratioTo }: InspectionFilter): string | null {
    if (ratioFrom !== undefined && ratioTo !== undefined) return `${ratioFrom} – ${ratioTo}`;
    if (ratioFrom !== undefined) return `≥ ${ratioFrom}`;
    return ratioTo === undefined ? null : `≤ ${ratioTo}`;
  },
  more(filter: InspectionFilter): string | null {
    const { folderIds, heads, partId, calibrationId, recipeVersion, simulated } = filter;
    const set = [folderIds, heads, partId, calibrationId, recipeVersion, simulated];
    const count = set.filter((one) => one !== undefined).length;
    return count === 0 ? null : String(count);
  },
} as const;

export function lastHoursText(hours: number): string {
  return hours % 24 === 0 && hours > 24
    ? text('filter.lastDays', { count: hours / 24 })
    : text('filter.lastHours', { count: hours });
}
