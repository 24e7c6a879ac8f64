import type { FailureCode } from '../../common/callFailure.ts';
import type { Arguments } from '../../common/contract.ts';
import type { ExportState } from '../../common/historyAnswers.ts';
import type { HistoryAnswers } from '../../common/historyContract.ts';
import type { BackUpContent } from '../../common/keeping.ts';
import type { ReportOrder } from '../../common/report.ts';
import type { LabAnswers } from '../../common/labContract.ts';

/** Calls of the contract that the review process answers. */
export type ReviewCall =
  | 'findInspections'
  | 'findPosition'
  | 'getFilterChoices'
  | 'getFilterSummary'
  | 'getSurroundings'
  | 'getScoreTrend'
  | 'getControlChart'
  | 'getYield'
  | 'getReasons'
  | 'getDefectHeat'
  | 'getLabHeads'
  | 'getLabHistogram'
  | 'getLabCounts'
  | 'getLabImages'
  | 'getLabScatter'
  | 'selectLabImages'
  | 'previewPictures';

/** What it answers. */
export type ReviewAnswerTypes = HistoryAnswers & LabAnswers;

/** What the review process is asked: the call's arguments, and what of the station's settings they need. */
export type ReviewArguments<Name extends ReviewCall> = Arguments<Name> &
  (Name extends 'getYield' ? { readonly shiftStartHours: readonly number[] } : object);

interface ExportFacts {
  readonly exportId: string;
  /** Absolute. */
  readonly path: string;
  /** Who ordered it, and when, ISO 8601 in UTC. */
  readonly by: string;
  readonly at: string;
}

export type RowsOrder = ExportFacts & { readonly content: 'inspections' } & Omit<
    Arguments<'startExport'>,
    'path'
  >;
export type PdfOrder = ExportFacts & {
  readonly content: 'report';
  readonly report: ReportOrder;
  /** Version of the station's program. */
  readonly version: string;
  readonly shiftStartHours: readonly number[];
};
export type ExportOrder = RowsOrder | PdfOrder;

/** Station to review process. `open` comes first, once. */
export type ReviewRequest =
  /** Absolute path of the database. */
  | { readonly kind: 'open'; readonly file: string }
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly name: ReviewCall;
      readonly args: ReviewArguments<ReviewCall>;
    }
  | { readonly kind: 'export'; readonly order: ExportOrder }
  | { readonly kind: 'cancelExport'; readonly exportId: string }
  /** Needs no `open`. */
  | { readonly kind: 'readBackUp'; readonly file: string };

/** Review process to station. */
export type ReviewReply =
  | { readonly kind: 'beat' }
  | { readonly kind: 'answered'; readonly id: number; readonly value: ReviewAnswerTypes[ReviewCall] }
  | { readonly kind: 'refused'; readonly id: number; readonly code: FailureCode; readonly message: string }
  | { readonly kind: 'exported'; readonly state: ExportState }
  | { readonly kind: 'backUpRead'; readonly content: BackUpContent }
  | { readonly kind: 'backUpRead'; readonly reason: string }
  /** It is about to end itself and should be started anew: the sentence why. */
  | { readonly kind: 'failing'; readonly reason: string };
