import { individualLimits } from '../../common/controlLimits.ts';
import { controlPoints } from '../../common/controlPoints.ts';
import type { ControlChart, ControlPoint, ControlValue } from '../../common/historyAnswers.ts';
import type { InspectionFilter } from '../../common/inspectionFilter.ts';
import type { StationDatabase } from '../store/db.ts';
import { readConditions } from './conditions.ts';
import { imageValues } from './imageValues.ts';
import { meanValues } from './meanValues.ts';
import { newestCondition, underConditions } from './oneCondition.ts';
import { select } from './selection.ts';

/** One value before it is compared with limits. */
export type Value = Omit<ControlPoint, 'movingRange' | 'ewma' | 'ewmaLower' | 'ewmaUpper' | 'outside'>;

/** The first values under a condition say what is usual. */
const baselineValues: Readonly<Record<ControlValue, number>> = { image: 500, quarterHour: 100, hour: 50 };
/** Fewer say too little: NIST/SEMATECH e-Handbook 6.3.2 and Montgomery, at least about 20 to 25 values. */
const leastValues = 25;

export interface ControlQuestion {
  readonly filter: InspectionFilter;
  readonly points: number;
  readonly value: ControlValue;
}

/**
 * Control charts of the newest condition (one version of a recipe with one calibration in one folder) that meets the filter: its
 * newest values within the filter's time, none left out, against limits from its first passes.
 */
export async function controlChart(
  db: StationDatabase,
  { filter, points, value }: ControlQuestion,
): Promise<ControlChart> {
  const needed = leastValues;
  const nothing = { chart: null, known: 0, needed };
  const conditionId = newestCondition(db, select(db, filter), { scored: true });
  const condition = conditionId === null ? undefined : readConditions(db).get(conditionId);
  if (conditionId === null || condition === undefined) return { condition: null, ...nothing };
  const only = (one: InspectionFilter) =>
    underConditions(select(db, { ...one, simulated: 'with' }), [conditionId]);
  const passes = only({ verdicts: ['pass'] });
  const within = only({
    ...timeOf(filter),
    verdicts: value === 'image' ? ['pass', 'fail', 'review'] : ['pass'],
  });
  const count = baselineValues[value];
  const baseline =
    value === 'image'
      ? imageValues(db, passes, 'oldest', count)
      : (await meanValues(db, passes, condition, value)).slice(0, count);
  const newest =
    value === 'image'
      ? imageValues(db, within, 'newest', points).reverse()
      : (await meanValues(db, within, condition, value)).slice(-points);
  const [first, last] = [baseline[0], baseline.at(-1)];
  if (first === undefined || last === undefined || baseline.length < leastValues) {
    return { condition, ...nothing, known: baseline.length };
  }
  const limits = individualLimits(baseline.map((one) => one.value));
  const controlled = controlPoints(
    newest.map((one) => one.value),
    limits,
  );
  return {
    ...{ condition, needed, known: baseline.length },
    chart: {
      ...limits,
      baseline: { values: baseline.length, from: first.createdAt, to: last.createdAt },
      points: newest.map((one, index) => ({ ...one, ...controlled[index]! })),
    },
  };
}

/** What a filter says of time, and nothing else. */
function timeOf({ from, to }: InspectionFilter): InspectionFilter {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
