import { headNames } from '../../../models/manifest.ts';
import type { Evaluation } from './evaluation.ts';

/** One row an image, RFC 4180: file, kind, verdict, then the raw score of each head; unreadable ones without scores. */
export function scoresCsv({ heads, scores, unreadable }: Evaluation): string {
  const columns = headNames.filter((head) => head in heads);
  const rows = [
    ['file', 'kind', 'verdict', ...columns],
    ...scores.map((image) => [
      image.file,
      image.kind,
      image.verdict,
      ...columns.map((head) => String(image.scores[head])),
    ]),
    ...unreadable.map(({ file, kind }) => [file, kind, 'unreadable', ...columns.map(() => '')]),
  ];
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
