import { open, writeFile } from 'node:fs/promises';
import { headFileOf } from '../audit/witnesses.ts';
import { exportColumns, type Cell } from './exportColumns.ts';
import type { WriteExport } from './exportWriter.ts';

const columns = Object.values(exportColumns);

/**
 * Comma-separated values after RFC 4180 in UTF-8, marked as such for spreadsheets; numbers with a point, moments in ISO 8601
 * UTC. The head of the audit trail lies beside it, since every line is one of the table.
 */
export const writeCsv: WriteExport = async ({ place, about }, rows) => {
  const handle = await open(place(0), 'wx');
  try {
    let sizeBytes = 0;
    const write = async (lines: string) => {
      const bytes = Buffer.from(lines);
      await handle.writeFile(bytes);
      sizeBytes += bytes.length;
    };
    await write(`\uFEFF${Object.keys(exportColumns).join(',')}\r\n`);
    for await (const some of rows) {
      await write(some.map((row) => `${columns.map(({ of }) => csvCell(of(row))).join(',')}\r\n`).join(''));
    }
    await handle.sync();
    await writeFile(place(0, headFileOf), JSON.stringify(about.head), { flag: 'wx' });
    return sizeBytes;
  } finally {
    await handle.close();
  }
};

/** A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"). */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
