import type { YieldGroup } from '../../../../common/historyAnswers.ts';
import type { InspectionFilter } from '../../../../common/inspectionFilter.ts';
import { scoreTrend } from '../../scoreTrend.ts';
import { yieldRows } from '../../yieldRows.ts';
import { drawRatioTrend } from '../drawing/ratioTrend.ts';
import { drawVerdictBars } from '../drawing/verdictBars.ts';
import { localClock, localDate, timeLabels } from '../localTimes.ts';
import type { ReportPart } from '../reportTask.ts';

const hourMs = 3_600_000;
/** More bars than this cannot be told apart on a page. */
const mostBars = 75;

/** Verdicts per hour, or per day of a longer time; and the run chart of scores. */
export function overTimePart(filter: InspectionFilter & { from: string; to: string }): ReportPart {
  const spanMs = Date.parse(filter.to) - Date.parse(filter.from);
  return async ({ db, sheet, order: { shiftStartHours } }) => {
    const per: YieldGroup = spanMs <= mostBars * hourMs ? 'hour' : 'day';
    const rows = (await yieldRows(db, { filter, per, shiftStartHours })).slice(-mostBars);
    sheet.heading(`Verdicts per ${per}`, 180);
    if (rows.length === 0) sheet.paragraph('Nothing was inspected in this time.');
    else {
      const label = per === 'hour' ? localClock : (moment: string) => localDate(moment).slice(5);
      drawVerdictBars(
        sheet,
        rows.map(({ from, counts, yield: share }) => ({ label: label(from ?? ''), counts, yield: share })),
      );
      if (rows.length === mostBars) sheet.paragraph(`The newest ${mostBars} are drawn.`);
    }
    sheet.heading('Run chart of scores', 180);
    drawRatioTrend(sheet, await scoreTrend(db, { filter, points: 240 }), timeLabels(spanMs));
  };
}
