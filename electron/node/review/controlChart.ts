import { ewma, individualLimits } from '../../common/controlLimits.ts';
import type { ControlChart } from '../../common/historyAnswers.ts';
import type { InspectionFilter } from '../../common/inspectionFilter.ts';
import type { ResultId } from '../../common/inspection.ts';
import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import { readConditions } from './conditions.ts';
import { pieces, stretches } from './quarters.ts';
import { select, type Selection } from './selection.ts';

/** First passes under a condition that say what is usual. */
const baselinePasses = 500;
/** Fewer say too little: NIST/SEMATECH e-Handbook 6.3.2, at least about 20 to 25 values. */
const leastPasses = 25;

interface Scored {
  readonly resultId: ResultId;
  readonly sequence: number;
  readonly createdAt: string;
  readonly verdict: string;
  readonly score: number;
}

/**
 * Control charts of the newest condition (one version of a recipe with one calibration in one folder) that meets the filter: its
 * newest inspections within the filter against limits from its first passes.
 */
export function controlChart(
  db: StationDatabase,
  { filter, points }: { filter: InspectionFilter; points: number },
): ControlChart {
  const selection = select(db, filter);
  const conditionId = newestCondition(db, selection);
  const condition = conditionId === null ? undefined : readConditions(db).get(conditionId);
  if (conditionId === null || condition === undefined) return { condition: null, chart: null };
  const { from, to } = filter;
  const scored = { verdicts: ['pass', 'fail', 'review'] as const };
  const within = {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    simulated: 'with' as const,
  };
  const only = (one: InspectionFilter) => oneCondition(select(db, one), conditionId);
  const baseline = some(db, only({ verdicts: ['pass'], simulated: 'with' }), false, baselinePasses);
  const newest = some(db, only({ ...within, verdicts: [...scored.verdicts] }), true, points).reverse();
  const [first, last] = [baseline[0], baseline.at(-1)];
  if (first === undefined || last === undefined || baseline.length < leastPasses)
    return { condition, chart: null };
  const limits = individualLimits(baseline.map(({ score }) => score));
  const averages = ewma(
    newest.map(({ score }) => score),
    limits,
  );
  return {
    condition,
    chart: {
      ...limits,
      baseline: { passes: baseline.length, from: first.createdAt, to: last.createdAt },
      points: newest.map(({ resultId, sequence, createdAt, verdict, score }, index) => {
        const { value, lower, upper } = averages[index]!;
        return {
          ...{ resultId, sequence, createdAt, score, failed: verdict === 'fail' },
          ...{ ewma: value, ewmaLower: lower, ewmaUpper: upper },
          outside: {
            individual: score < limits.lower || score > limits.upper,
            ewma: value < lower || value > upper,
          },
        };
      }),
    },
  };
}

function newestCondition(db: StationDatabase, selection: Selection): number | null {
  const { from, place, where, values } = selection;
  for (const { low, high } of pieces(stretches(db, selection, Number.MAX_SAFE_INTEGER), true)) {
    const row = statement<{ conditionId: number }>(
      db,
      `SELECT f.conditionId AS conditionId FROM ${from} WHERE ${place} BETWEEN ? AND ? AND ${where}
        AND f.scoreRatio IS NOT NULL ORDER BY f.sequence DESC LIMIT 1`,
    ).get(low, high, ...values);
    if (row !== undefined) return row.conditionId;
  }
  return null;
}

function oneCondition(selection: Selection, conditionId: number): Selection {
  return {
    ...selection,
    conditionIds: [conditionId],
    where: `${selection.where} AND f.conditionId = ?`,
    values: [...selection.values, conditionId],
  };
}

/** The newest or oldest rows of a selection, in that order. */
function some(db: StationDatabase, selection: Selection, newestFirst: boolean, count: number): Scored[] {
  const { from, place, where, values } = selection;
  const found: Scored[] = [];
  for (const { low, high } of pieces(stretches(db, selection, Number.MAX_SAFE_INTEGER), newestFirst)) {
    const rows = statement<Scored>(
      db,
      `SELECT n.resultId, n.sequence, n.createdAt, n.verdict, n.score FROM ${from}
        JOIN inspections n ON n.sequence = f.sequence WHERE ${place} BETWEEN ? AND ? AND ${where}
        ORDER BY f.sequence ${newestFirst ? 'DESC' : 'ASC'} LIMIT ?`,
    ).all(low, high, ...values, count - found.length);
    found.push(...rows);
    if (found.length >= count) break;
  }
  return found;
}
