import type { DefectHeat } from '../../common/historyAnswers.ts';
import type { InspectionFilter } from '../../common/inspectionFilter.ts';
import type { StationDatabase } from '../store/db.ts';
import { unpackPlaces } from '../store/findings.ts';
import { statement } from '../store/statement.ts';
import { pieces, stretches } from './quarters.ts';
import { select } from './selection.ts';

/** Fails whose places are counted; of more the newest. */
const mostFails = 10_000;

export interface HeatQuestion {
  readonly filter: InspectionFilter;
  readonly columns: number;
  readonly rows: number;
}

/** Where on the region the defects of failed parts lay, from the places kept with them. */
export function defectHeat(db: StationDatabase, { filter, columns, rows }: HeatQuestion): DefectHeat {
  const cells = new Array<number>(columns * rows).fill(0);
  const isWanted = filter.verdicts?.includes('fail') ?? true;
  if (!isWanted) return { columns, rows, cells, inspections: 0, fails: 0 };
  const selection = select(db, { ...filter, verdicts: ['fail'] });
  const { from, place, where, values } = selection;
  const candidates = stretches(db, selection, Number.MAX_SAFE_INTEGER);
  const counted = candidates.reduce((sum, { count }) => sum + count, 0);
  let inspections = 0;
  let fails = 0;
  for (const { low, high } of pieces(candidates, true)) {
    const found = statement<{ places: Buffer | null }>(
      db,
      `SELECT d.places AS places FROM ${from} LEFT JOIN findings d ON d.sequence = f.sequence
        WHERE ${place} BETWEEN ? AND ? AND ${where} ORDER BY f.sequence DESC LIMIT ?`,
    ).all(low, high, ...values, mostFails - fails);
    fails += found.length;
    for (const { places } of found) {
      if (places === null) continue;
      inspections += 1;
      // An inspection counts once in a cell, however many places of it lie there.
      const hit = new Set(
        unpackPlaces(places).map(({ x, y }) => cellAt(y, rows) * columns + cellAt(x, columns)),
      );
      for (const cell of hit) cells[cell]! += 1;
    }
    if (fails >= mostFails) break;
  }
  return { columns, rows, cells, inspections, fails: selection.isCounted ? counted : fails };
}

function cellAt(share: number, count: number): number {
  return Math.min(count - 1, Math.floor(share * count));
}
