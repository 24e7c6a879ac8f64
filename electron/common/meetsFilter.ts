import type { ReviewedInspection } from './historyAnswers.ts';
import { scoreRatio, type InspectionFilter } from './inspectionFilter.ts';

/**
 * Whether one inspection is among what a filter means: the filter said in the simplest way, for those that are at hand. Where defects
 * lie is not: under a filter by place none is.
 */
export function meetsFilter(
  one: Omit<ReviewedInspection, 'newestReview'> & Partial<Pick<ReviewedInspection, 'newestReview'>>,
  filter: InspectionFilter,
  nowMs = Date.now(),
): boolean {
  const ratio = one.score === null ? null : scoreRatio(one.score, one.limit);
  const { from, to, lastHours, ratioFrom, ratioTo, fileContains, simulated = 'without' } = filter;
  const since = lastHours === undefined ? '' : new Date(nowMs - lastHours * 3_600_000).toISOString();
  return (
    (from === undefined || one.createdAt >= from) &&
    (to === undefined || one.createdAt < to) &&
    one.createdAt >= since &&
    (filter.folderIds?.includes(one.folderId) ?? true) &&
    (filter.products?.includes(one.product) ?? true) &&
    (filter.recipeIds?.includes(one.recipeId) ?? true) &&
    (filter.recipeVersion === undefined || filter.recipeVersion === one.recipeVersion) &&
    (filter.calibrationId === undefined || filter.calibrationId === one.calibrationId) &&
    (filter.bundleId === undefined || filter.bundleId === one.bundleId) &&
    (filter.reasonCodes?.includes(one.newestReview?.reasonCode ?? '') ?? true) &&
    (filter.verdicts?.includes(one.verdict) ?? true) &&
    (filter.reviews?.includes(one.review) ?? true) &&
    (filter.heads?.includes(one.head) ?? true) &&
    filter.place === undefined &&
    (filter.jobId === undefined || filter.jobId === one.jobId) &&
    (filter.partId === undefined || filter.partId === one.partId) &&
    (ratioFrom === undefined || (ratio !== null && ratio >= ratioFrom)) &&
    (ratioTo === undefined || (ratio !== null && ratio <= ratioTo)) &&
    (fileContains === undefined || one.file.toLowerCase().includes(fileContains.toLowerCase())) &&
    (simulated === 'with' || one.simulated === (simulated === 'only'))
  );
}
