import type { InspectionFilter } from '../../../common/inspectionFilter.ts';
import type { FolderId } from '../../../common/inspection.ts';
import type { ReportOrder } from '../../../common/report.ts';
import type { StationDatabase } from '../../store/db.ts';
import { statement } from '../../store/statement.ts';
import { localTime } from './localTimes.ts';
import { alarmsPart } from './parts/alarms.ts';
import { challengesPart } from './parts/challengeTable.ts';
import { overTimePart } from './parts/overTime.ts';
import { peoplePart } from './parts/people.ts';
import { reasonsPart } from './parts/reasons.ts';
import { byRecipePart, totalsPart } from './parts/totals.ts';
import { worstImagesPart } from './parts/worstImages.ts';
import type { ReportPlan } from './reportTask.ts';

/** What a shift, or any other time, produced. */
export function shiftReport(
  db: StationDatabase,
  { from, to, folderId, product }: Extract<ReportOrder, { kind: 'shift' }>,
): ReportPlan {
  const filter: InspectionFilter & { from: string; to: string } = {
    ...{ from, to },
    ...(folderId !== null && { folderIds: [folderId] }),
    ...(product !== null && { products: [product] }),
  };
  const of = [product, folderId === null ? null : pathOf(db, folderId)].filter((one) => one !== null);
  return {
    title: of.length === 0 ? 'Shift report' : `Shift report, ${of.join(', ')}`,
    subtitle: `${localTime(from)} to ${localTime(to)}`,
    parts: [
      totalsPart(filter),
      byRecipePart(filter),
      overTimePart(filter),
      reasonsPart(filter),
      worstImagesPart(filter),
      alarmsPart(from, to, folderId),
      challengesPart({ from, to, folderId, product }),
      peoplePart(from, to),
    ],
  };
}

function pathOf(db: StationDatabase, folderId: FolderId): string {
  const row = statement<{ path: string }>(db, 'SELECT path FROM watchedFolders WHERE folderId = ?').get(
    folderId,
  );
  return row?.path ?? folderId;
}
