import { CallFailure } from '../../common/callFailure.ts';
import type { InspectionWindow } from '../../common/historyAnswers.ts';
import type { InspectionQuery, PositionQuery } from '../../common/inspectionFilter.ts';
import { rowsNotCounted } from '../store/countOldRows.ts';
import type { StationDatabase } from '../store/db.ts';
import { findInspection, reviewedInspections } from '../store/inspections.ts';
import { statement } from '../store/statement.ts';
import { select } from './selection.ts';
import { openTable, type Table } from './table.ts';

/** How long one question may look through the log before it answers with what there is. */
const lookMs = 60;
const tablesKept = 4;

/** The table of what is filtered: by position, the newest ones kept for the next question. */
export interface Finder {
  find(query: InspectionQuery): InspectionWindow;
  position(query: PositionQuery): { readonly position: number | null; readonly upTo: number };
}

export function createFinder(db: StationDatabase): Finder {
  /** Least lately used first. */
  const tables = new Map<string, Table>();

  function tableOf({ filter, sort }: Pick<InspectionQuery, 'filter' | 'sort'>, upTo: number): Table {
    const selection = select(db, filter);
    const key = JSON.stringify([filter, sort, upTo, rowsNotCounted(db), selection.conditionIds]);
    // Reviews come for rows of any age: what depends on them is found anew.
    const kept = filter.reviews === undefined ? tables.get(key) : undefined;
    const table = kept ?? openTable(db, selection, sort, upTo);
    tables.delete(key);
    tables.set(key, table);
    for (const oldest of tables.keys()) {
      if (tables.size <= tablesKept) break;
      tables.delete(oldest);
    }
    return table;
  }

  return {
    find({ position, limit, ...query }) {
      const untilMs = performance.now() + lookMs;
      const upTo = query.upTo ?? newestSequence(db);
      const table = tableOf(query, upTo);
      table.look(position + limit, untilMs);
      const { count, searched, cut } = table;
      return {
        ...{ position, upTo, count, searched, cut },
        inspections: reviewedInspections(db, table.at(position, limit)),
      };
    },
    position({ at, ...query }) {
      const upTo = query.upTo ?? newestSequence(db);
      const table = tableOf(query, upTo);
      table.look(Infinity, performance.now() + lookMs);
      const sequence = 'resultId' in at ? findInspection(db, at.resultId)?.sequence : sequenceAt(db, at.time);
      if (sequence === undefined)
        throw new CallFailure('notFound', 'There is no such inspection in the log.');
      return { position: table.positionOf(sequence), upTo };
    },
  };
}

/** Place in the log of its newest row; 0 while it is empty. */
export function newestSequence(db: StationDatabase): number {
  return (
    statement<{ newest: number | null }>(db, 'SELECT max(sequence) AS newest FROM inspections').get()
      ?.newest ?? 0
  );
}

/** The last row committed until that moment; the first one of all when none was. */
function sequenceAt(db: StationDatabase, time: string): number | undefined {
  const row = statement<{ sequence: number }>(
    db,
    'SELECT sequence FROM inspections WHERE createdAt <= ? ORDER BY createdAt DESC, sequence DESC LIMIT 1',
  ).get(new Date(time).toISOString());
  return (
    row?.sequence ??
    statement<{ first: number }>(db, 'SELECT min(sequence) AS first FROM inspections').get()?.first
  );
}
