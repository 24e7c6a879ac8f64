import type { YieldGroup, YieldRow } from '../../common/historyAnswers.ts';
import type { InspectionFilter } from '../../common/inspectionFilter.ts';
import { shiftStart } from '../lane/shift.ts';
import { quarterHourMs } from '../store/countRows.ts';
import type { StationDatabase } from '../store/db.ts';
import { cellsOf, type Cell } from './cells.ts';
import { readConditions } from './conditions.ts';
import { select } from './selection.ts';
import { tally } from './summary.ts';

const hourMs = 3_600_000;

export interface YieldQuestion {
  readonly filter: InspectionFilter;
  readonly per: YieldGroup;
  /** Hours of the day, local time, at which a shift begins. */
  readonly shiftStartHours: readonly number[];
}

type Place = Pick<YieldRow, 'from' | 'product' | 'recipeId' | 'recipeVersion'>;
const nowhere: Place = { from: null, product: null, recipeId: null, recipeVersion: null };

/** What passed and what did not, per hour, shift or day of the station's time zone, per product or per version of a recipe. */
export async function yieldRows(db: StationDatabase, question: YieldQuestion): Promise<YieldRow[]> {
  const { filter, per } = question;
  const selection = select(db, filter);
  const isOverTime = per === 'hour' || per === 'shift' || per === 'day';
  // Hours of time zones that are not whole hours from UTC begin within an hour of UTC.
  const lengthMs = isOverTime ? (hasWholeHours() ? hourMs : quarterHourMs) : 1e10 * quarterHourMs;
  const cells = await cellsOf(db, selection, { originMs: 0, lengthMs, perCondition: !isOverTime });
  const placeOf = isOverTime ? placeInTime(question) : placeByCondition(db, per);
  const groups = Map.groupBy(cells, (cell) => placeOf(cell));
  return [...groups].map(([place, some]) => {
    const { counts, reviews } = tally(some);
    const judged = counts.pass + counts.fail + counts.review;
    return {
      ...place,
      ...{ counts, reviews },
      yield: judged === 0 ? null : counts.pass / judged,
    };
  });
}

function hasWholeHours(): boolean {
  const year = new Date().getFullYear();
  return [0, 6].every((month) => new Date(year, month).getTimezoneOffset() % 60 === 0);
}

/** The same object for the same place. */
function placeInTime({ per, shiftStartHours }: YieldQuestion): (cell: Cell) => Place {
  const begin: Partial<Record<YieldGroup, (ms: number) => Date>> = {
    hour(ms) {
      const date = new Date(ms);
      date.setMinutes(0, 0, 0);
      return date;
    },
    shift: (ms) => shiftStart(ms, shiftStartHours),
    day: (ms) => shiftStart(ms, [0]),
  };
  const bySlot = new Map<number, Place>();
  const byBegin = new Map<string, Place>();
  return ({ slotMs }) => {
    const known = bySlot.get(slotMs);
    if (known !== undefined) return known;
    const from = begin[per]?.(slotMs).toISOString() ?? '';
    const place = byBegin.get(from) ?? { ...nowhere, from };
    byBegin.set(from, place);
    bySlot.set(slotMs, place);
    return place;
  };
}

function placeByCondition(db: StationDatabase, per: YieldGroup): (cell: Cell) => Place {
  const conditions = readConditions(db);
  const places = new Map<string, Place>();
  return ({ conditionId }) => {
    const { product = null, recipeId = null, recipeVersion = null } = conditions.get(conditionId) ?? {};
    const place =
      per === 'product' ? { ...nowhere, product } : { from: null, product, recipeId, recipeVersion };
    const key = JSON.stringify(place);
    if (!places.has(key)) places.set(key, place);
    return places.get(key) ?? place;
  };
}
