import type { InspectionSort } from '../../common/inspectionFilter.ts';
import type { StationDatabase } from '../store/db.ts';
import { countedTable } from './countedTable.ts';
import { searchedTable } from './searchedTable.ts';
import type { Selection } from './selection.ts';

/** The rows that meet a filter, in an order, up to a place in the log: by position. */
export interface Table {
  /** Rows found. */
  readonly count: number;
  /** Share of the log looked through, 0..1. */
  readonly searched: number;
  /** The order ends here although more rows meet the filter. */
  readonly cut: boolean;
  /** Looks on until there are `rows`, all is looked through, or the clock says `untilMs` (performance.now). */
  look(rows: number, untilMs: number): void;
  /** Sequences from a position on, as far as they are found. */
  at(position: number, limit: number): readonly number[];
  /** Position of the row with this sequence; of the next one in the order when it does not meet the filter. Null: not by this order. */
  positionOf(sequence: number): number | null;
}

/** By place in the log what is counted is found by its counts; the rest is searched. */
export function openTable(
  db: StationDatabase,
  selection: Selection,
  sort: InspectionSort,
  upTo: number,
): Table {
  const byPlace = sort === 'newest' || sort === 'oldest';
  return byPlace && selection.isCounted
    ? countedTable(db, selection, sort, upTo)
    : searchedTable(db, selection, sort, upTo);
}
