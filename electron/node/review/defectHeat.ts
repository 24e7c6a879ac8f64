import type { DefectHeat } from '../../common/historyAnswers.ts';
import type { InspectionFilter } from '../../common/inspectionFilter.ts';
import type { ResultId } from '../../common/inspection.ts';
import type { StationDatabase } from '../store/db.ts';
import { unpackPlaces } from '../store/findings.ts';
import { statement } from '../store/statement.ts';
import { readConditions } from './conditions.ts';
import { newestCondition, underConditions } from './oneCondition.ts';
import { pieces, stretches, type Stretch } from './quarters.ts';
import { select, type Selection } from './selection.ts';

/** Fails whose places are counted; of more the newest. */
const mostFails = 10_000;
/** Newest passes among which one is looked for whose picture is kept. */
const passesLookedAt = 200;

export interface HeatQuestion {
  readonly filter: InspectionFilter;
  readonly columns: number;
  readonly rows: number;
}

/** Where on the region the defects of failed parts lay, from the places kept with them. */
export function defectHeat(db: StationDatabase, { filter, columns, rows }: HeatQuestion): DefectHeat {
  const cells = new Array<number>(columns * rows).fill(0);
  const nothing = {
    columns,
    rows,
    cells,
    inspections: 0,
    fails: 0,
    judgedBy: null,
    others: 0,
    shownOn: null,
  };
  if (filter.verdicts?.includes('fail') === false) return nothing;
  const all = select(db, { ...filter, verdicts: ['fail'] });
  const everywhere = stretches(db, all, Number.MAX_SAFE_INTEGER);
  const newestId = newestCondition(db, all, { scored: false }, everywhere);
  const conditions = readConditions(db);
  const newest = newestId === null ? undefined : conditions.get(newestId);
  if (newest === undefined) return nothing;
  const { product, recipeId, recipeVersion, bundleId } = newest;
  const isAlike = (one: typeof newest) => one.recipeId === recipeId && one.bundleId === bundleId;
  const alike = [...conditions].filter(([, one]) => isAlike(one)).map(([conditionId]) => conditionId);
  const wanted = alike.filter((conditionId) => all.conditionIds?.includes(conditionId) ?? true);
  const selection = underConditions(all, wanted);
  const candidates = stretches(db, selection, Number.MAX_SAFE_INTEGER);
  const { looked, inspections } = count(db, selection, candidates, { columns, rows, cells });
  const fails = all.isCounted ? rowsOf(candidates) : looked;
  return {
    ...{ columns, rows, cells, inspections, fails },
    judgedBy: { product, recipeId, recipeVersion, bundleId },
    others: all.isCounted ? rowsOf(everywhere) - fails : 0,
    shownOn: passWithPicture(
      db,
      underConditions(select(db, { verdicts: ['pass'], simulated: 'with' }), alike),
    ),
  };
}

function rowsOf(candidates: readonly Stretch[]): number {
  return candidates.reduce((sum, one) => sum + one.count, 0);
}

/** Counts the newest fails into the cells. */
function count(
  db: StationDatabase,
  selection: Selection,
  candidates: readonly Stretch[],
  { columns, rows, cells }: { columns: number; rows: number; cells: number[] },
): { looked: number; inspections: number } {
  const { from, place, where, values } = selection;
  let [looked, inspections] = [0, 0];
  for (const { low, high } of pieces(candidates, true)) {
    const found = statement<{ places: Buffer | null }>(
      db,
      `SELECT d.places AS places FROM ${from} LEFT JOIN findings d ON d.sequence = f.sequence
        WHERE ${place} BETWEEN ? AND ? AND ${where} ORDER BY f.sequence DESC LIMIT ?`,
    ).all(low, high, ...values, mostFails - looked);
    looked += found.length;
    for (const { places } of found) {
      if (places === null) continue;
      inspections += 1;
      // An inspection counts once in a cell, however many places of it lie there.
      const hit = new Set(
        unpackPlaces(places).map(({ x, y }) => cellAt(y, rows) * columns + cellAt(x, columns)),
      );
      for (const cell of hit) cells[cell]! += 1;
    }
    if (looked >= mostFails) break;
  }
  return { looked, inspections };
}

function passWithPicture(db: StationDatabase, selection: Selection): ResultId | null {
  const { from, place, where, values } = selection;
  let left = passesLookedAt;
  for (const { low, high } of pieces(stretches(db, selection, Number.MAX_SAFE_INTEGER), true)) {
    const rows = statement<{ resultId: ResultId; pictures: string }>(
      db,
      `SELECT n.resultId, n.pictures FROM ${from} JOIN inspections n ON n.sequence = f.sequence
        WHERE ${place} BETWEEN ? AND ? AND ${where} ORDER BY f.sequence DESC LIMIT ?`,
    ).all(low, high, ...values, left);
    const found = rows.find(({ pictures }) => pictures.split(',').includes('thumbnail'));
    if (found !== undefined) return found.resultId;
    left -= rows.length;
    if (left <= 0) return null;
  }
  return null;
}

function cellAt(share: number, size: number): number {
  return Math.min(size - 1, Math.floor(share * size));
}
