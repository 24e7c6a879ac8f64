import { scoreRatio } from '../../common/inspectionFilter.ts';
import type { ExportRow } from './exportRows.ts';

export type Cell = string | number | boolean | null;

/** What a column holds; a moment is ISO 8601 in UTC. */
export type ColumnKind = 'text' | 'number' | 'flag' | 'moment';

export interface ExportColumn {
  readonly kind: ColumnKind;
  readonly of: (row: ExportRow) => Cell;
}

const text = (of: ExportColumn['of']): ExportColumn => ({ kind: 'text', of });
const number = (of: ExportColumn['of']): ExportColumn => ({ kind: 'number', of });
const moment = (of: ExportColumn['of']): ExportColumn => ({ kind: 'moment', of });

/** Columns of every export by their names in the contract, in order. */
export const exportColumns: Readonly<Record<string, ExportColumn>> = {
  resultId: text(({ inspection }) => inspection.resultId),
  createdAt: moment(({ inspection }) => inspection.createdAt),
  file: text(({ inspection }) => inspection.file),
  product: text(({ inspection }) => inspection.product),
  partId: text(({ inspection }) => inspection.partId),
  jobId: text(({ inspection }) => inspection.jobId),
  view: text(({ inspection }) => inspection.view),
  number: number(({ inspection }) => inspection.number),
  verdict: text(({ inspection }) => inspection.verdict),
  reason: text(({ inspection }) => inspection.reason),
  score: number(({ inspection }) => inspection.score),
  limit: number(({ inspection }) => inspection.limit),
  scoreRatio: number(({ inspection: { score, limit } }) =>
    score === null ? null : scoreRatio(score, limit),
  ),
  reviewLimit: number(({ inspection }) => inspection.reviewLimit),
  head: text(({ inspection }) => inspection.head),
  review: text(({ inspection }) => inspection.review),
  reviewDecision: text(({ review }) => review?.decision ?? null),
  reviewReasonCode: text(({ review }) => review?.reasonCode ?? null),
  reviewReason: text(({ review }) => review?.reason ?? null),
  reviewedBy: text(({ review }) => review?.by ?? null),
  reviewedAt: moment(({ review }) => review?.createdAt ?? null),
  recipeId: text(({ inspection }) => inspection.recipeId),
  recipeVersion: number(({ inspection }) => inspection.recipeVersion),
  bundleId: text(({ inspection }) => inspection.bundleId),
  calibrationId: text(({ inspection }) => inspection.calibrationId),
  folderId: text(({ inspection }) => inspection.folderId),
  provider: text(({ inspection }) => inspection.provider),
  simulated: { kind: 'flag', of: ({ inspection }) => inspection.simulated },
  waitMs: number(({ inspection }) => inspection.times.wait),
  decodeMs: number(({ inspection }) => inspection.times.decode),
  runMs: number(({ inspection }) => inspection.times.run),
  totalMs: number(({ inspection }) => inspection.times.total),
  imageWidth: number(({ inspection }) => inspection.imageWidth),
  imageHeight: number(({ inspection }) => inspection.imageHeight),
  sizeBytes: number(({ inspection }) => inspection.sizeBytes),
  contentSha256: text(({ inspection }) => inspection.contentSha256),
  movedTo: text(({ inspection }) => inspection.movedTo),
};
