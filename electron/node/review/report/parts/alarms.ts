import type { AlarmTransition } from '../../../../common/alarm.ts';
import { statement } from '../../../store/statement.ts';
import { drawTable } from '../drawing/table.ts';
import { localTime } from '../localTimes.ts';
import type { ReportPart } from '../reportTask.ts';

const mostAlarms = 40;

/** Alarms raised between two moments: when, what, who acknowledged, when it was over. */
export function alarmsPart(from: string, to: string, folderId: string | null): ReportPart {
  return ({ db, sheet }) => {
    const steps = statement<AlarmTransition>(
      db,
      `SELECT entry, alarmId, kind, folderId, at, step, state, "by", message, until FROM alarmHistory
        WHERE at >= @from AND at < @to AND (@folderId IS NULL OR folderId IS NULL OR folderId = @folderId)
        ORDER BY entry`,
    ).all({ from, to, folderId });
    const alarms = [...Map.groupBy(steps, ({ alarmId }) => alarmId).values()].filter((some) =>
      some.some(({ step }) => step === 'raised' || step === 'recurred'),
    );
    sheet.heading('Alarms');
    if (alarms.length === 0) return sheet.paragraph('No alarm was raised.');
    drawTable(
      sheet,
      [
        { heading: 'Raised', share: 2.2 },
        { heading: 'Alarm', share: 6.4 },
        { heading: 'Acknowledged', share: 3 },
        { heading: 'Cause gone', share: 2.2 },
      ],
      alarms.slice(-mostAlarms).map((some) => {
        const seen = some.find(({ step }) => step === 'acknowledged');
        const gone = some.findLast(({ step }) => step === 'returned');
        return [
          localTime(some[0]?.at ?? ''),
          some.at(-1)?.message ?? '',
          seen === undefined ? 'no' : `${localTime(seen.at)} by ${seen.by}`,
          gone === undefined ? 'no' : localTime(gone.at),
        ];
      }),
    );
    if (alarms.length > mostAlarms)
      sheet.paragraph(`The newest ${mostAlarms} of ${alarms.length} are shown.`);
  };
}
