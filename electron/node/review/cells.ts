import { setImmediate as nextTurn } from 'node:timers/promises';
import { verdicts, type Verdict } from '../../common/verdict.ts';
import { quarterHourMs } from '../store/countRows.ts';
import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import { visitCounts } from './quarterCounts.ts';
import { pieces, stretches } from './quarters.ts';
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
  /** Newest of them, by place in the log. */
  readonly lastSequence: number;
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
  const whole = { ...selection, fromMs: fromWholeMs, toMs: toWholeMs };
  const sums = createSums();
  visitCounts(db, whole, (count) => {
    const slot = Math.floor((count.quarterHour * quarterHourMs - originMs) / lengthMs);
    sums.add(slot * lengthMs + originMs, perCondition ? count.conditionId : 0, count);
  });
  const edges = [
    { fromMs, toMs: Math.min(fromWholeMs, toMs) },
    { fromMs: Math.max(toWholeMs, fromWholeMs), toMs },
  ].filter((edge) => edge.fromMs < edge.toMs);
  const cut = await Promise.all(
    edges.map((edge) => scanned(db, { ...narrowed(selection, edge), ...edge }, slot, condition)),
  );
  for (const cell of cut.flat()) sums.add(cell.slotMs, cell.conditionId, cell);
  return sums.cells();
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
  const { from, place, where, values } = selection;
  const sums = createSums();
  for (const { low, high } of pieces(stretches(db, selection, Number.MAX_SAFE_INTEGER), true)) {
    const some = statement<Cell>(
      db,
      `SELECT ${slot('f.createdMs')} AS slotMs, ${condition} AS conditionId, f.verdict AS verdict,
        count(*) AS inspections, count(*) FILTER (WHERE f.review = 'confirmed') AS confirmed,
        count(*) FILTER (WHERE f.review = 'overturned') AS overturned,
        count(*) FILTER (WHERE f.review = 'decided') AS decided,
        max(f.sequence) AS lastSequence,
        min(f.scoreRatio) AS ratioMin, max(f.scoreRatio) AS ratioMax, sum(f.scoreRatio) AS ratioSum
        FROM ${from} WHERE ${place} BETWEEN ? AND ? AND ${where} GROUP BY 1, 2, 3`,
    ).all(low, high, ...values);
    for (const cell of some) sums.add(cell.slotMs, cell.conditionId, cell);
    await nextTurn();
  }
  return sums.cells();
}

type Sum = { -readonly [Name in keyof Cell]: Cell[Name] };

/** Adds counts up by slot, condition and verdict. */
function createSums() {
  const slots = new Map<number, Map<number, Sum>>();
  return {
    add(slotMs: number, conditionId: number, count: Omit<Cell, 'slotMs' | 'conditionId'>): void {
      let slot = slots.get(slotMs);
      if (slot === undefined) slots.set(slotMs, (slot = new Map<number, Sum>()));
      const key = conditionId * verdicts.length + verdicts.indexOf(count.verdict);
      const sum = slot.get(key);
      if (sum === undefined) {
        const { verdict, inspections, confirmed, overturned, decided, lastSequence } = count;
        const { ratioMin, ratioMax, ratioSum } = count;
        const counts = { inspections, confirmed, overturned, decided, lastSequence };
        slot.set(key, { slotMs, conditionId, verdict, ...counts, ratioMin, ratioMax, ratioSum });
        return;
      }
      sum.inspections += count.inspections;
      sum.confirmed += count.confirmed;
      sum.overturned += count.overturned;
      sum.decided += count.decided;
      sum.lastSequence = Math.max(sum.lastSequence, count.lastSequence);
      // Of one verdict either every row has a score or none.
      if (count.ratioSum === null || sum.ratioSum === null) return;
      sum.ratioMin = Math.min(sum.ratioMin ?? Infinity, count.ratioMin ?? Infinity);
      sum.ratioMax = Math.max(sum.ratioMax ?? -Infinity, count.ratioMax ?? -Infinity);
      sum.ratioSum += count.ratioSum;
    },
    /** In order of time. */
    cells: (): Cell[] => [...slots].sort(([a], [b]) => a - b).flatMap(([, slot]) => [...slot.values()]),
  };
}
