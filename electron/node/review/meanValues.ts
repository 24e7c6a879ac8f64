import type { Condition } from '../../common/historyAnswers.ts';
import { quarterHourMs } from '../store/countRows.ts';
import type { StationDatabase } from '../store/db.ts';
import { cellsOf } from './cells.ts';
import { scoreAt } from './conditions.ts';
import type { Value } from './controlChart.ts';
import type { Selection } from './selection.ts';

const lengthsMs = { quarterHour: quarterHourMs, hour: 4 * quarterHourMs } as const;

/** Mean score of each quarter of an hour or hour of a selection of passes under one condition, oldest first. */
export async function meanValues(
  db: StationDatabase,
  selection: Selection,
  condition: Condition,
  of: keyof typeof lengthsMs,
): Promise<Value[]> {
  const slots = { originMs: 0, lengthMs: lengthsMs[of], perCondition: false };
  const cells = await cellsOf(db, selection, slots);
  return cells.map(({ slotMs, inspections, ratioSum }) => ({
    ...{ resultId: null, createdAt: new Date(slotMs).toISOString(), inspections, failed: false },
    value: scoreAt((ratioSum ?? 0) / inspections, condition),
  }));
}
