import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Verdict } from '../../common/verdict.ts';
import { quarterHourMs } from '../store/countRows.ts';
import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import { pieces, quartersWhere, stretches } from './quarters.ts';
import type { Selection } from './selection.ts';

/** What charts are made of: rows of one verdict in one slot of time. */
export interface Cell {
  /** Begin, milliseconds since 1970. */
  readonly slotMs: number;
  /** 0 where conditions are not told apart. */
  readonly conditionId: number;
  readonly verdict: Verdict;
  readonly inspections: number;
  readonly confirmed: number;
  readonly overturned: number;
  readonly decided: number;
  /** Score / limit; null for unreadable images. */
  readonly ratioMin: number | null;
  readonly ratioMax: number | null;
  readonly ratioSum: number | null;
}

/** Slots of `lengthMs` from `originMs` on. */
export interface Slots {
  readonly originMs: number;
  readonly lengthMs: number;
  readonly perCondition: boolean;
}

const sums = ['inspections', 'confirmed', 'overturned', 'decided']
  .map((name) => `sum(${name}) AS ${name}`)
  .join(', ');

/**
 * Cells of what is selected: from the counts where these tell it, otherwise by looking at every row, a piece at a time with turns
 * for others in between.
 */
export async function cellsOf(db: StationDatabase, selection: Selection, slots: Slots): Promise<Cell[]> {
  const { originMs, lengthMs, perCondition } = slots;
  const slot = (timeMs: string) => `(${timeMs} - ${originMs}) / ${lengthMs} * ${lengthMs} + ${originMs}`;
  const condition = perCondition ? 'conditionId' : '0';
  const isWhole = originMs % quarterHourMs === 0 && lengthMs % quarterHourMs === 0;
  if (!selection.isCounted || selection.filter.reviews !== undefined || !isWhole) {
    return scanned(db, selection, slot, condition);
  }
  const { fromMs, toMs } = selection;
  const fromWholeMs = Math.ceil(fromMs / quarterHourMs) * quarterHourMs;
  const toWholeMs = Math.floor(toMs / quarterHourMs) * quarterHourMs;
  const { sql, values } = quartersWhere({ ...selection, fromMs: fromWholeMs, toMs: toWholeMs });
  const counted = statement<Cell>(
    db,
    `SELECT ${slot(`quarterHour * ${quarterHourMs}`)} AS slotMs, ${condition} AS conditionId, verdict, ${sums},
      min(ratioMin) AS ratioMin, max(ratioMax) AS ratioMax, sum(ratioSum) AS ratioSum
      FROM quarterHours WHERE ${sql} GROUP BY 1, 2, 3`,
  ).all(...values);
  const edges = [
    { fromMs, toMs: Math.min(fromWholeMs, toMs) },
    { fromMs: Math.max(toWholeMs, fromWholeMs), toMs },
  ].filter((edge) => edge.fromMs < edge.toMs);
  const cut = await Promise.all(
    edges.map((edge) => scanned(db, { ...narrowed(selection, edge), ...edge }, slot, condition)),
  );
  return merged([...counted, ...cut.flat()]);
}

/** The same selection between two other moments. */
function narrowed(selection: Selection, { fromMs, toMs }: { fromMs: number; toMs: number }): Selection {
  return {
    ...selection,
    where: `f.createdMs >= ? AND f.createdMs < ? AND ${selection.where}`,
    values: [fromMs, toMs, ...selection.values],
  };
}

async function scanned(
  db: StationDatabase,
  selection: Selection,
  slot: (timeMs: string) => string,
  condition: string,
): Promise<Cell[]> {
  const { from, where, values } = selection;
  const parts: Cell[] = [];
  for (const { low, high } of pieces(stretches(db, selection, Number.MAX_SAFE_INTEGER), true)) {
    const some = statement<Cell>(
      db,
      `SELECT ${slot('f.createdMs')} AS slotMs, ${condition} AS conditionId, f.verdict AS verdict,
        count(*) AS inspections, count(*) FILTER (WHERE f.review = 'confirmed') AS confirmed,
        count(*) FILTER (WHERE f.review = 'overturned') AS overturned,
        count(*) FILTER (WHERE f.review = 'decided') AS decided,
        min(f.scoreRatio) AS ratioMin, max(f.scoreRatio) AS ratioMax, sum(f.scoreRatio) AS ratioSum
        FROM ${from} WHERE f.sequence BETWEEN ? AND ? AND ${where} GROUP BY 1, 2, 3`,
    ).all(low, high, ...values);
    parts.push(...some);
    await nextTurn();
  }
  return merged(parts);
}

function merged(parts: readonly Cell[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const part of parts) {
    const key = `${part.slotMs} ${part.conditionId} ${part.verdict}`;
    const before = cells.get(key);
    cells.set(key, before === undefined ? part : sumOf(before, part));
  }
  return [...cells.values()].sort((a, b) => a.slotMs - b.slotMs);
}

function sumOf(a: Cell, b: Cell): Cell {
  const either = (join: (x: number, y: number) => number, x: number | null, y: number | null) =>
    x === null ? y : y === null ? x : join(x, y);
  return {
    ...a,
    inspections: a.inspections + b.inspections,
    confirmed: a.confirmed + b.confirmed,
    overturned: a.overturned + b.overturned,
    decided: a.decided + b.decided,
    ratioMin: either(Math.min, a.ratioMin, b.ratioMin),
    ratioMax: either(Math.max, a.ratioMax, b.ratioMax),
    ratioSum: either((x, y) => x + y, a.ratioSum, b.ratioSum),
  };
}
