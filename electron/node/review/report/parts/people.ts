import { statement } from '../../../store/statement.ts';
import { drawTable } from '../drawing/table.ts';
import { localTime } from '../localTimes.ts';
import type { ReportPart } from '../reportTask.ts';

interface Acts {
  readonly by: string;
  readonly role: string | null;
  readonly first: string;
  readonly last: string;
  readonly acts: string;
}

/** Who did what in that time, by the audit trail. */
export function peoplePart(from: string, to: string): ReportPart {
  return ({ db, sheet }) => {
    const people = statement<Acts>(
      db,
      `SELECT "by", max(role) AS role, min(first) AS first, max(last) AS last,
          group_concat(action || ' ' || count, ', ') AS acts FROM (
        SELECT "by", max(role) AS role, action, count(*) AS count, min(at) AS first, max(at) AS last FROM audit
          WHERE at >= ? AND at < ? GROUP BY "by", action ORDER BY count DESC)
        GROUP BY "by" ORDER BY first`,
    ).all(from, to);
    sheet.heading('Who');
    if (people.length === 0) return sheet.paragraph('Nobody changed anything at the station in this time.');
    drawTable(
      sheet,
      [
        { heading: 'User', share: 2.4 },
        { heading: 'Role', share: 1.6 },
        { heading: 'First and last act', share: 4 },
        { heading: 'Acts in the audit trail', share: 6 },
      ],
      people.map(({ by, role, first, last, acts }) => [
        by,
        role ?? '',
        `${localTime(first)} to ${localTime(last)}`,
        acts,
      ]),
    );
  };
}
