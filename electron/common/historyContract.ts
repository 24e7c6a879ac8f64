import * as v from 'valibot';
import type {
  ControlChart,
  DefectHeat,
  ExportState,
  FilterChoices,
  FilterSummary,
  InspectionWindow,
  Reasons,
  SavedFilter,
  ScoreTrend,
  Surroundings,
  YieldRow,
} from './historyAnswers.ts';
import { controlValues, yieldGroups } from './historyAnswers.ts';
import { InspectionFilter, InspectionQuery, PositionQuery } from './inspectionFilter.ts';
import type { AuditAction } from './audit.ts';
import { PictureRules, type PicturePlan } from './keeping.ts';
import { ReportOrder } from './report.ts';
import type { ResultId } from './inspection.ts';
import type { Role } from './role.ts';

const id = <Id extends string>() =>
  v.custom<Id>((value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value), 'expected an id');
const wholeNumber = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const filter = InspectionFilter;

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Calls about what was inspected; answered from a process of their own that only reads. Part of `parsers`. */
export const historyParsers = {
  /** A window of the table of what is filtered, by position. */
  findInspections: InspectionQuery,
  findPosition: PositionQuery,
  getFilterChoices: v.strictObject({}),
  getFilterSummary: v.strictObject({ filter }),
  getSurroundings: v.strictObject({ resultId: id<ResultId>(), each: wholeNumber(1, 50) }),
  getScoreTrend: v.strictObject({ filter, points: wholeNumber(10, 2000) }),
  getControlChart: v.strictObject({
    filter,
    points: wholeNumber(10, 2000),
    value: v.picklist(controlValues),
  }),
  getYield: v.strictObject({ filter, per: v.picklist(yieldGroups) }),
  getReasons: v.strictObject({ filter }),
  getDefectHeat: v.strictObject({ filter, columns: wholeNumber(4, 128), rows: wholeNumber(4, 128) }),
  /** One decision on several inspections: all of them or none. */
  addReviews: v.strictObject({
    resultIds: v.pipe(v.array(id<ResultId>()), v.minLength(1), v.maxLength(500)),
    decision: v.picklist(['pass', 'fail']),
    reasonCode: v.nullable(v.pipe(v.string(), v.maxLength(40))),
    reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
  }),
  listSavedFilters: v.strictObject({}),
  /** filterId null: a new one. */
  saveFilter: v.strictObject({
    filterId: v.nullable(id<string>()),
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
    filter,
    forAll: v.boolean(),
  }),
  removeSavedFilter: v.strictObject({ filterId: id<string>() }),
  /** path: absolute, on the computer of the station; null: into the folder exports of its home. */
  startExport: v.strictObject({
    filter,
    sort: v.picklist(['newest', 'oldest']),
    format: v.picklist(exportFormats),
    path: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))),
  }),
  /** A PDF; path as of startExport. What kind asks for which role is in `reportRoles`. */
  startReport: v.strictObject({
    order: ReportOrder,
    path: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))),
  }),
  /** An export or a report. */
  cancelExport: v.strictObject({ exportId: id<string>() }),
  /** What these rules would delete now. */
  previewPictures: v.strictObject({ rules: PictureRules }),
  /** Exports and reports since the station was started, newest first. */
  listExports: v.strictObject({}),
} as const;

export interface HistoryAnswers {
  findInspections: InspectionWindow;
  /** Null: it is not among what was found. */
  findPosition: { readonly position: number | null; readonly upTo: number };
  getFilterChoices: FilterChoices;
  getFilterSummary: FilterSummary;
  getSurroundings: Surroundings;
  getScoreTrend: ScoreTrend;
  getControlChart: ControlChart;
  /** In order of time, or of products and recipes. */
  getYield: readonly YieldRow[];
  getReasons: Reasons;
  getDefectHeat: DefectHeat;
  addReviews: { readonly count: number };
  listSavedFilters: readonly SavedFilter[];
  saveFilter: SavedFilter;
  removeSavedFilter: null;
  startExport: ExportState;
  startReport: ExportState;
  cancelExport: null;
  listExports: readonly ExportState[];
  previewPictures: PicturePlan;
}

export const historyRoles = {
  findInspections: 'observer',
  findPosition: 'observer',
  getFilterChoices: 'observer',
  getFilterSummary: 'observer',
  getSurroundings: 'observer',
  getScoreTrend: 'observer',
  getControlChart: 'observer',
  getYield: 'observer',
  getReasons: 'observer',
  getDefectHeat: 'observer',
  addReviews: 'operator',
  listSavedFilters: 'observer',
  saveFilter: 'operator',
  removeSavedFilter: 'operator',
  startExport: 'operator',
  startReport: 'operator',
  cancelExport: 'operator',
  listExports: 'observer',
  previewPictures: 'engineer',
} as const satisfies Readonly<Record<keyof typeof historyParsers, Role>>;

/** Part of `auditedAs`. A filter kept by name changes nothing but what its readers see. */
export const historyAuditedAs = {
  findInspections: 'looks',
  findPosition: 'looks',
  getFilterChoices: 'looks',
  getFilterSummary: 'looks',
  getSurroundings: 'looks',
  getScoreTrend: 'looks',
  getControlChart: 'looks',
  getYield: 'looks',
  getReasons: 'looks',
  getDefectHeat: 'looks',
  addReviews: 'writes',
  listSavedFilters: 'looks',
  saveFilter: 'looks',
  removeSavedFilter: 'looks',
  startExport: 'writes',
  startReport: 'writes',
  cancelExport: 'looks',
  listExports: 'looks',
  previewPictures: 'looks',
} as const satisfies Readonly<Record<keyof typeof historyParsers, 'looks' | 'writes' | AuditAction>>;
