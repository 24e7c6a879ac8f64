import type { Reasons } from '../../common/historyAnswers.ts';
import type { InspectionFilter } from '../../common/inspectionFilter.ts';
import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import { stretches } from './quarters.ts';
import { select, type Selection } from './selection.ts';
import { summaryOf } from './summary.ts';

const notPassed = ['fail', 'unreadable'] as const;
const reviewed = ['confirmed', 'overturned', 'decided'] as const;

/** Why parts did not pass, and what people said of what they reviewed; most frequent first (Pareto). */
export async function reasonsOf(db: StationDatabase, filter: InspectionFilter): Promise<Reasons> {
  const verdicts = notPassed.filter((one) => filter.verdicts?.includes(one) ?? true);
  const reviews = reviewed.filter((one) => filter.reviews?.includes(one) ?? true);
  return {
    causes: await causesOf(db, { ...filter, verdicts }),
    reviews: grouped(
      db,
      select(db, { ...filter, reviews }),
      'f.reviewReason AS reasonCode, f.review AS outcome',
    ),
  };
}

/** Most have no cause but their score: those are what the counts have beyond the others. */
async function causesOf(db: StationDatabase, filter: InspectionFilter): Promise<Reasons['causes']> {
  const selection = select(db, filter);
  const caused = grouped<Reasons['causes'][number]>(
    db,
    {
      ...selection,
      ...(selection.isCounted && { from: 'inspectionFacts f INDEXED BY factsCaused' }),
      where: `f.cause IS NOT NULL AND ${selection.where}`,
    },
    'f.verdict AS verdict, f.cause AS cause',
  );
  const { counts } = await summaryOf(db, filter);
  const others = notPassed.map((verdict) => {
    const known = caused.filter((one) => one.verdict === verdict).reduce((sum, { count }) => sum + count, 0);
    return { verdict, cause: null, count: counts[verdict] - known };
  });
  return [...caused, ...others].filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

/** Counts of each value of two columns. */
function grouped<Row>(db: StationDatabase, selection: Selection, columns: string): Row[] {
  const candidates = stretches(db, selection, Number.MAX_SAFE_INTEGER);
  const [newest, oldest] = [candidates[0], candidates.at(-1)];
  if (newest === undefined || oldest === undefined) return [];
  const { from, place, where, values } = selection;
  return statement<Row>(
    db,
    `SELECT ${columns}, count(*) AS count FROM ${from} WHERE ${place} BETWEEN ? AND ? AND ${where}
      GROUP BY 1, 2 ORDER BY count DESC`,
  ).all(oldest.first, newest.last, ...values);
}
