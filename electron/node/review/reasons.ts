import type { Reasons } from '../../common/historyAnswers.ts';
import type { InspectionFilter } from '../../common/inspectionFilter.ts';
import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import { stretches } from './quarters.ts';
import { select } from './selection.ts';

const notPassed = ['fail', 'unreadable'] as const;
const reviewed = ['confirmed', 'overturned', 'decided'] as const;

/** Why parts did not pass, and what people said of what they reviewed; most frequent first (Pareto). */
export function reasonsOf(db: StationDatabase, filter: InspectionFilter): Reasons {
  const failing = notPassed.filter((one) => filter.verdicts?.includes(one) ?? true);
  const said = reviewed.filter((one) => filter.reviews?.includes(one) ?? true);
  return {
    causes: grouped<Reasons['causes'][number]>(db, { ...filter, verdicts: failing }, 'f.cause AS cause', '1'),
    reviews: grouped<Reasons['reviews'][number]>(
      ...([db, { ...filter, reviews: said }] as const),
      ...(['f.reviewReason AS reasonCode, f.review AS outcome', '1, 2'] as const),
    ),
  };
}

function grouped<Row>(db: StationDatabase, filter: InspectionFilter, columns: string, by: string): Row[] {
  if (filter.verdicts?.length === 0 || filter.reviews?.length === 0) return [];
  const selection = select(db, filter);
  const candidates = stretches(db, selection, Number.MAX_SAFE_INTEGER);
  const [newest, oldest] = [candidates[0], candidates.at(-1)];
  if (newest === undefined || oldest === undefined) return [];
  const { from, where, values } = selection;
  return statement<Row>(
    db,
    `SELECT ${columns}, count(*) AS count FROM ${from} WHERE f.sequence BETWEEN ? AND ? AND ${where}
      GROUP BY ${by} ORDER BY count DESC`,
  ).all(oldest.first, newest.last, ...values);
}
