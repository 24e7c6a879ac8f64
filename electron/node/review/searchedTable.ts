import type { InspectionSort } from '../../common/inspectionFilter.ts';
import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import { pieces, stepRows, stretches, type Stretch } from './quarters.ts';
import type { Selection } from './selection.ts';
import { SequenceList } from './sequenceList.ts';
import type { Table } from './table.ts';

export interface SearchSizes {
  /** Up to so many candidates are sorted by score; among more, the order is found along the index of the scores. */
  readonly mostSorted: number;
  /** Positions of an order by score along the index; nobody scrolls further. */
  readonly mostAlongIndex: number;
  /** Entries of the index looked at in one go. */
  readonly indexStep: number;
}

const usualSizes: SearchSizes = { mostSorted: 200_000, mostAlongIndex: 100_000, indexStep: 5000 };

/** A table that is looked for: a little more with every question, in its order. */
export function searchedTable(
  db: StationDatabase,
  selection: Selection,
  sort: InspectionSort,
  upTo: number,
  sizes: SearchSizes = usualSizes,
): Table {
  const list = new SequenceList();
  const search = searchFor(db, selection, sort, upTo, sizes);
  let searched = 0;
  let cut = false;
  return {
    get count() {
      return list.length;
    },
    get searched() {
      return searched;
    },
    get cut() {
      return cut;
    },
    look(rows, untilMs) {
      while (searched < 1 && list.length < rows) {
        const { value } = search.next();
        if (value === undefined) searched = 1;
        else {
          for (const sequence of value.found) list.push(sequence);
          searched = Math.min(value.share, 0.999);
          if (value.cut === true) [cut, searched] = [true, 1];
        }
        if (performance.now() >= untilMs) break;
      }
    },
    at: (position, limit) => list.slice(position, limit),
    positionOf(sequence) {
      if (sort === 'newest') return list.firstWhere((one) => one <= sequence);
      if (sort === 'oldest') return list.firstWhere((one) => one >= sequence);
      const index = list.indexOf(sequence);
      return index < 0 ? null : index;
    },
  };
}

interface Step {
  readonly found: readonly number[];
  /** Share of the candidates looked at, 0..1. */
  readonly share: number;
  readonly cut?: boolean;
}

function searchFor(
  db: StationDatabase,
  selection: Selection,
  sort: InspectionSort,
  upTo: number,
  sizes: SearchSizes,
): Generator<Step, void> {
  const { jobId, partId } = selection.filter;
  const isOrdered = sort === 'newest' || sort === 'oldest';
  // A part's and a job's rows are few, and found by their own indices.
  if (jobId !== undefined || partId !== undefined) return allAtOnce(db, selection, sort, upTo);
  const ratioOnly = fewByRatio(db, selection);
  if (ratioOnly !== null) return allAtOnce(db, ratioOnly, sort, upTo);
  const candidates = stretches(db, selection, upTo);
  if (isOrdered) return alongLog(db, selection, sort, candidates);
  const rows = candidates.reduce((sum, { count }) => sum + count, 0);
  return rows <= sizes.mostSorted
    ? sorted(db, selection, sort, candidates)
    : alongRatios(db, selection, sort, upTo, sizes);
}

const orders: Readonly<Record<InspectionSort, string>> = {
  newest: 'f.sequence DESC',
  oldest: 'f.sequence',
  worst: 'f.scoreRatio DESC, f.sequence DESC',
  best: 'f.scoreRatio, f.sequence',
};

/** The selection along the index of the ratios, when there are few in its range; null otherwise. */
function fewByRatio(db: StationDatabase, selection: Selection): Selection | null {
  const { ratioFrom, ratioTo } = selection.filter;
  // Names are looked for along the log.
  if ((ratioFrom === undefined && ratioTo === undefined) || selection.place === 'i.sequence') return null;
  const row = statement<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM (SELECT 1 FROM inspectionFacts INDEXED BY factsByRatio
      WHERE scoreRatio >= ? AND scoreRatio <= ? LIMIT ?)`,
  ).get(ratioFrom ?? -Infinity, ratioTo ?? Infinity, stepRows);
  if ((row?.n ?? 0) >= stepRows) return null;
  return {
    ...selection,
    from: 'inspectionFacts f INDEXED BY factsByRatio',
    place: 'f.sequence',
    where: `f.scoreRatio >= ? AND f.scoreRatio <= ? AND ${selection.where}`,
    values: [ratioFrom ?? -Infinity, ratioTo ?? Infinity, ...selection.values],
  };
}

function* allAtOnce(
  db: StationDatabase,
  { from, where, values }: Selection,
  sort: InspectionSort,
  upTo: number,
): Generator<Step, void> {
  const scored = sort === 'worst' || sort === 'best' ? ' AND f.scoreRatio IS NOT NULL' : '';
  const rows = statement<{ sequence: number }>(
    db,
    `SELECT f.sequence AS sequence FROM ${from} WHERE ${where} AND f.sequence <= ?${scored} ORDER BY ${orders[sort]}`,
  ).all(...values, upTo);
  yield { found: rows.map(({ sequence }) => sequence), share: 1 };
}

function* alongLog(
  db: StationDatabase,
  { from, place, where, values }: Selection,
  sort: InspectionSort,
  candidates: readonly Stretch[],
): Generator<Step, void> {
  for (const { low, high, share } of pieces(candidates, sort === 'newest')) {
    const rows = statement<{ sequence: number }>(
      db,
      `SELECT f.sequence AS sequence FROM ${from} WHERE ${place} BETWEEN ? AND ? AND ${where} ORDER BY ${orders[sort]}`,
    ).all(low, high, ...values);
    yield { found: rows.map(({ sequence }) => sequence), share };
  }
}

/** Looks at all candidates, then sorts: nothing is found before the end. */
function* sorted(
  db: StationDatabase,
  { from, place, where, values }: Selection,
  sort: InspectionSort,
  candidates: readonly Stretch[],
): Generator<Step, void> {
  const all: { sequence: number; ratio: number }[] = [];
  for (const { low, high, share } of pieces(candidates, true)) {
    const rows = statement<{ sequence: number; ratio: number }>(
      db,
      `SELECT f.sequence AS sequence, f.scoreRatio AS ratio FROM ${from}
        WHERE ${place} BETWEEN ? AND ? AND ${where} AND f.scoreRatio IS NOT NULL`,
    ).all(low, high, ...values);
    for (const row of rows) all.push(row);
    yield { found: [], share };
  }
  const sign = sort === 'worst' ? -1 : 1;
  all.sort((a, b) => sign * (a.ratio - b.ratio || a.sequence - b.sequence));
  yield { found: all.map(({ sequence }) => sequence), share: 1 };
}

/** Walks along the index of the ratios, some thousand entries at a time. */
function* alongRatios(
  db: StationDatabase,
  { place, where, values }: Selection,
  sort: InspectionSort,
  upTo: number,
  { mostAlongIndex, indexStep }: SearchSizes,
): Generator<Step, void> {
  const [beyond, upToStep] = sort === 'worst' ? ['<', '>='] : ['>', '<='];
  const names = place === 'i.sequence' ? ' CROSS JOIN inspections i ON i.sequence = f.sequence' : '';
  let after = { ratio: sort === 'worst' ? Infinity : -Infinity, sequence: sort === 'worst' ? 2 ** 53 : 0 };
  let found = 0;
  for (;;) {
    const order = orders[sort].replaceAll('f.', '');
    const step = statement<{ sequence: number; ratio: number }>(
      db,
      `SELECT sequence, scoreRatio AS ratio FROM inspectionFacts INDEXED BY factsByRatio
        WHERE scoreRatio IS NOT NULL AND (scoreRatio, sequence) ${beyond} (?, ?) ORDER BY ${order} LIMIT 1 OFFSET ?`,
    ).get(after.ratio, after.sequence, indexStep - 1);
    const isLast = step === undefined;
    const until = step ?? {
      ratio: sort === 'worst' ? -Infinity : Infinity,
      sequence: sort === 'worst' ? -1 : 2 ** 53,
    };
    const rows = statement<{ sequence: number }>(
      db,
      `SELECT f.sequence AS sequence FROM inspectionFacts f INDEXED BY factsByRatio${names}
        WHERE f.scoreRatio IS NOT NULL AND (f.scoreRatio, f.sequence) ${beyond} (?, ?)
          AND (f.scoreRatio, f.sequence) ${upToStep} (?, ?) AND f.sequence <= ? AND ${where}
        ORDER BY ${orders[sort]} LIMIT ?`,
    ).all(after.ratio, after.sequence, until.ratio, until.sequence, upTo, ...values, mostAlongIndex - found);
    found += rows.length;
    const cut = found >= mostAlongIndex;
    yield { found: rows.map(({ sequence }) => sequence), share: found / mostAlongIndex, cut };
    if (isLast || cut) return;
    after = until;
  }
}
