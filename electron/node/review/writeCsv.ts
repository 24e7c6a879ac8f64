import { open } from 'node:fs/promises';
import { scoreRatio } from '../../common/inspectionFilter.ts';
import type { ExportRow } from './exportRows.ts';

type Cell = string | number | boolean | null;

/** Columns by their names in the contract, in order; numbers with a point, moments in ISO 8601 UTC. */
const columns: Readonly<Record<string, (row: ExportRow) => Cell>> = {
  resultId: ({ inspection }) => inspection.resultId,
  createdAt: ({ inspection }) => inspection.createdAt,
  file: ({ inspection }) => inspection.file,
  product: ({ inspection }) => inspection.product,
  partId: ({ inspection }) => inspection.partId,
  jobId: ({ inspection }) => inspection.jobId,
  view: ({ inspection }) => inspection.view,
  number: ({ inspection }) => inspection.number,
  verdict: ({ inspection }) => inspection.verdict,
  reason: ({ inspection }) => inspection.reason,
  score: ({ inspection }) => inspection.score,
  limit: ({ inspection }) => inspection.limit,
  scoreRatio: ({ inspection: { score, limit } }) => (score === null ? null : scoreRatio(score, limit)),
  reviewLimit: ({ inspection }) => inspection.reviewLimit,
  head: ({ inspection }) => inspection.head,
  review: ({ inspection }) => inspection.review,
  reviewDecision: ({ review }) => review?.decision ?? null,
  reviewReasonCode: ({ review }) => review?.reasonCode ?? null,
  reviewReason: ({ review }) => review?.reason ?? null,
  reviewedBy: ({ review }) => review?.by ?? null,
  reviewedAt: ({ review }) => review?.createdAt ?? null,
  recipeId: ({ inspection }) => inspection.recipeId,
  recipeVersion: ({ inspection }) => inspection.recipeVersion,
  bundleId: ({ inspection }) => inspection.bundleId,
  calibrationId: ({ inspection }) => inspection.calibrationId,
  folderId: ({ inspection }) => inspection.folderId,
  provider: ({ inspection }) => inspection.provider,
  simulated: ({ inspection }) => inspection.simulated,
  waitMs: ({ inspection }) => inspection.times.wait,
  decodeMs: ({ inspection }) => inspection.times.decode,
  runMs: ({ inspection }) => inspection.times.run,
  totalMs: ({ inspection }) => inspection.times.total,
  imageWidth: ({ inspection }) => inspection.imageWidth,
  imageHeight: ({ inspection }) => inspection.imageHeight,
  sizeBytes: ({ inspection }) => inspection.sizeBytes,
  contentSha256: ({ inspection }) => inspection.contentSha256,
  movedTo: ({ inspection }) => inspection.movedTo,
};
const cellsOf = Object.values(columns);

/** Comma-separated values after RFC 4180 in UTF-8, marked as such for spreadsheets. @returns the bytes written. */
export async function writeCsv(file: string, rows: AsyncIterable<readonly ExportRow[]>): Promise<number> {
  const handle = await open(file, 'wx');
  try {
    let sizeBytes = 0;
    const write = async (lines: string) => {
      const bytes = Buffer.from(lines);
      await handle.writeFile(bytes);
      sizeBytes += bytes.length;
    };
    await write(`\uFEFF${Object.keys(columns).join(',')}\r\n`);
    for await (const some of rows) {
      await write(some.map((row) => `${cellsOf.map((cell) => csvCell(cell(row))).join(',')}\r\n`).join(''));
    }
    await handle.sync();
    return sizeBytes;
  } finally {
    await handle.close();
  }
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"). */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
