import path from 'node:path';
import { labAnswers } from '../lab/labAnswers.ts';
import type { StationDatabase } from '../store/db.ts';
import { controlChart } from './controlChart.ts';
import { defectHeat } from './defectHeat.ts';
import { filterChoices } from './filterChoices.ts';
import { createFinder } from './findInspections.ts';
import { picturePlan } from './picturePlan.ts';
import { reasonsOf } from './reasons.ts';
import type { ReviewAnswerTypes, ReviewArguments, ReviewCall } from './reviewProtocol.ts';
import { scoreTrend } from './scoreTrend.ts';
import { summaryOf } from './summary.ts';
import { surroundingsOf } from './surroundings.ts';
import { yieldRows } from './yieldRows.ts';

export type ReviewAnswers = {
  readonly [Name in ReviewCall]: (
    args: ReviewArguments<Name>,
  ) => ReviewAnswerTypes[Name] | Promise<ReviewAnswerTypes[Name]>;
};

/** Answers from a database that is only read. */
export function reviewAnswers(db: StationDatabase): ReviewAnswers {
  const finder = createFinder(db);
  return {
    findInspections: (query) => finder.find(query),
    findPosition: (query) => finder.position(query),
    getFilterChoices: () => filterChoices(db),
    getFilterSummary: ({ filter }) => summaryOf(db, filter),
    getSurroundings: (args) => surroundingsOf(db, args),
    getScoreTrend: (args) => scoreTrend(db, args),
    getControlChart: (args) => controlChart(db, args),
    getYield: (args) => yieldRows(db, args),
    getReasons: ({ filter }) => reasonsOf(db, filter),
    getDefectHeat: (args) => defectHeat(db, args),
    ...labAnswers(db),
    previewPictures: ({ rules }) => picturePlan(db, path.dirname(db.name), rules, Date.now()),
  };
}
