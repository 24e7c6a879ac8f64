import type { Inspection } from '../common/inspection.ts';

/** One line of `log`, as scripts read it: fields may be added, never renamed. */
export function inspectionLine(inspection: Inspection) {
  const { times, recipeId, recipeVersion, ...rest } = inspection;
  return {
    resultId: rest.resultId,
    file: rest.file,
    partId: rest.partId,
    verdict: rest.verdict,
    reason: rest.reason,
    score: rest.score,
    limit: rest.limit,
    head: rest.head,
    calibrationId: rest.calibrationId,
    recipe: `${recipeId}/${recipeVersion}`,
    provider: rest.provider,
    createdAt: rest.createdAt,
    simulated: rest.simulated,
    ms: times,
    sequence: rest.sequence,
    folderId: rest.folderId,
    product: rest.product,
    bundle: rest.bundleId,
    jobId: rest.jobId,
    view: rest.view,
    number: rest.number,
    processingState: rest.processingState,
    heads: rest.heads,
    located: rest.located,
    imageWidth: rest.imageWidth,
    imageHeight: rest.imageHeight,
    sizeBytes: rest.sizeBytes,
    contentSha256: rest.contentSha256,
    movedTo: rest.movedTo,
    reviewLimit: rest.reviewLimit,
  };
}
