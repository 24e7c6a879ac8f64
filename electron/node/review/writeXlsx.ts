import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { headText } from '../../common/audit.ts';
import { exportColumns } from './exportColumns.ts';
import type { ExportRow } from './exportRows.ts';
import type { ExportAbout, WriteExport } from './exportWriter.ts';
import { columnName, headingCell, sheetCell } from './spreadsheet/sheetCells.ts';
import { coreProperties, sheetBegin, sheetEnd, workbookParts } from './spreadsheet/workbookParts.ts';

/** Rows of a sheet in Excel, the headings included. */
export const mostSheetRows = 1_048_576;
/** Packages of 4 GiB and more need extensions that not every reader has. */
const mostSheetBytes = 3.5 * 2 ** 30;

const columns = Object.entries(exportColumns).map(([name, column], index) => ({
  ...column,
  heading: column.kind === 'moment' ? `${name} (UTC)` : name,
  letters: columnName(index),
}));
const widths = columns.map(({ kind, heading }) =>
  kind === 'moment' ? 24 : Math.max(kind === 'text' ? 16 : 11, heading.length + 3),
);

/**
 * Workbooks (ECMA-376) with typed cells, written row by row. Rows that do not fit a sheet go on in another file. Moments are
 * dates in UTC, since a cell has no time zone.
 */
export const writeXlsx: WriteExport = writeXlsxOf(mostSheetRows);

/** With other sheets than Excel's, so that a test need not write a million rows. */
export function writeXlsxOf(sheetRows: number): WriteExport {
  return async ({ place, about }, pages) => {
    const rows = rowByRow(pages)[Symbol.asyncIterator]();
    let sizeBytes = 0;
    let next = await rows.next();
    for (let part = 0; part === 0 || next.done !== true; part += 1) {
      let written = 0;
      const sheet = async function* () {
        let bytes = 0;
        let page = `${sheetBegin(widths, true)}<row r="1">${columns.map(({ letters, heading }) => headingCell(`${letters}1`, heading)).join('')}</row>`;
        while (next.done !== true && written < sheetRows - 1 && bytes < mostSheetBytes) {
          written += 1;
          page += rowXml(next.value, written + 1);
          if (page.length > 65_536) {
            const chunk = Buffer.from(page);
            bytes += chunk.length;
            yield chunk;
            page = '';
          }
          next = await rows.next();
        }
        const corner = `${columns.at(-1)?.letters ?? 'A'}${written + 1}`;
        yield Buffer.from(page + sheetEnd(`A1:${corner}`));
      };
      sizeBytes += await writeWorkbook(place(part), sheet(), () => aboutSheet(about, part, written), about);
    }
    return sizeBytes;
  };
}

async function writeWorkbook(
  file: string,
  rows: AsyncIterable<Buffer>,
  aboutRows: () => string,
  about: ExportAbout,
): Promise<number> {
  const zip = new ZipFile();
  const output = createWriteStream(file, { flags: 'wx', flush: true });
  const done = pipeline(zip.outputStream, output);
  // A stream that fails leaves the archive waiting for it without end.
  const failed = new Promise<never>((_, reject) => zip.once('error', reject));
  const source = Readable.from(rows, { objectMode: false });
  source.once('error', (error) => zip.emit('error', error));
  for (const [name, content] of Object.entries(workbookParts(['Inspections', 'About']))) {
    zip.addBuffer(Buffer.from(content), name);
  }
  const description = headText(about.head);
  zip.addBuffer(
    Buffer.from(coreProperties('Plumbline inspections', description, about.createdAt)),
    'docProps/core.xml',
    { compress: false },
  );
  zip.addReadStream(source, 'xl/worksheets/sheet1.xml', { compressionLevel: 4 });
  zip.addReadStreamLazy('xl/worksheets/sheet2.xml', (give) => give(null, Readable.from([aboutRows()])));
  zip.end();
  try {
    await Promise.race([done, failed]);
    return output.bytesWritten;
  } catch (error) {
    output.destroy();
    await done.catch(() => undefined);
    throw error;
  }
}

function rowXml(row: ExportRow, number: number): string {
  const cells = columns.map(({ letters, kind, of }) => sheetCell(`${letters}${number}`, of(row), kind));
  return `<row r="${number}">${cells.join('')}</row>`;
}

function aboutSheet({ head, createdAt, facts }: ExportAbout, part: number, rows: number): string {
  const lines: (readonly [string, string | number])[] = [
    ['Written', createdAt],
    ...facts,
    ['Part', part + 1],
    ['Rows in this file', rows],
    ['Audit trail', headText(head)],
  ];
  const cells = lines.map(([title, value], index) => {
    const number = index + 1;
    return `<row r="${number}">${headingCell(`A${number}`, title)}${sheetCell(`B${number}`, value, 'text')}</row>`;
  });
  return sheetBegin([24, 90], false) + cells.join('') + sheetEnd(null);
}

async function* rowByRow(pages: AsyncIterable<readonly ExportRow[]>): AsyncGenerator<ExportRow, void> {
  for await (const page of pages) yield* page;
}
