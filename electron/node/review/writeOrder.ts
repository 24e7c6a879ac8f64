import type { ExportFormat } from '../../common/historyContract.ts';
import { auditHead } from '../store/audit.ts';
import type { StationDatabase } from '../store/db.ts';
import { exportRows, type ExportRow } from './exportRows.ts';
import type { WriteOrder } from './exports.ts';
import type { ExportAbout, WriteExport } from './exportWriter.ts';
import { newestSequence } from './findInspections.ts';
import type { RowsOrder } from './reviewProtocol.ts';
import { select } from './selection.ts';
import { summaryOf } from './summary.ts';
import { writeCsv } from './writeCsv.ts';
import { writeXlsx } from './writeXlsx.ts';

const writers: Readonly<Record<ExportFormat, WriteExport>> = { csv: writeCsv, xlsx: writeXlsx };

/** Writes what is ordered of this database. `fonts`: folder of the fonts of reports. */
export function writeOrderOf(db: StationDatabase, fonts: URL): WriteOrder {
  return async (order, parts, progress) => {
    if (order.content === 'report') {
      // Loaded with the first report: searches need not wait for what draws pages.
      const { writeReport } = await import('./report/writeReport.ts');
      return writeReport({ db, fonts, order, parts, progress });
    }
    const { filter, sort, format } = order;
    const selection = select(db, filter);
    const upTo = newestSequence(db);
    if (selection.isCounted) {
      const { counts } = await summaryOf(db, filter);
      progress.expected(counts.pass + counts.fail + counts.review + counts.unreadable);
    }
    async function* counted(rows: AsyncIterable<readonly ExportRow[]>) {
      let written = 0;
      for await (const some of rows) {
        progress.checkStop();
        yield some;
        progress.written((written += some.length));
      }
      progress.checkStop();
    }
    const target = { place: parts.place, about: aboutOf(db, order) };
    return writers[format](target, counted(exportRows(db, selection, sort, upTo)));
  };
}

function aboutOf(db: StationDatabase, order: RowsOrder): ExportAbout {
  const { filter, sort, at, by } = order;
  const said = Object.entries(filter).filter(([, value]) => value !== undefined);
  return {
    head: auditHead(db),
    createdAt: at,
    facts: [
      ['Written by', by],
      ['Order', sort],
      ['Filter', said.length === 0 ? 'none: all production inspections' : 'as follows'],
      ...said.map(
        ([name, value]) => [`  ${name}`, Array.isArray(value) ? value.join(', ') : String(value)] as const,
      ),
    ],
  };
}
