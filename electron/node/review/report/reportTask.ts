import type { StationDatabase } from '../../store/db.ts';
import type { PdfOrder } from '../reviewProtocol.ts';
import type { Sheet } from './drawing/sheet.ts';

/** What a report is made from. */
export interface ReportTask {
  readonly db: StationDatabase;
  /** Absolute folder of the station. */
  readonly home: string;
  readonly order: PdfOrder;
  readonly sheet: Sheet;
}

/** One part of a report: reads what it needs and draws it. */
export type ReportPart = (task: ReportTask) => void | Promise<void>;

export interface ReportPlan {
  readonly title: string;
  readonly subtitle: string;
  readonly parts: readonly ReportPart[];
}
