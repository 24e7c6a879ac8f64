import { quarterHourMs } from '../../electron/node/store/countRows.ts';
import type { StationDatabase } from '../../electron/node/store/db.ts';

interface Row {
  readonly sequence: number;
  readonly createdAt: string;
  readonly verdict: string;
  readonly score: number | null;
  readonly limit: number;
  readonly product: string;
  readonly decision: string | null;
}

/** What the counts of quarters of an hour are to be, counted anew from the log and its reviews; keyed for comparison. */
export function recounted(db: StationDatabase): Record<string, unknown> {
  const rows = db
    .prepare<[], Row>(
      `SELECT sequence, createdAt, verdict, score, "limit", product || recipeVersion || head || simulated || folderId
        || ifnull(reviewLimit, '') AS product,
        (SELECT decision FROM reviews r WHERE r.resultId = i.resultId ORDER BY reviewId DESC LIMIT 1) AS decision
        FROM inspections i`,
    )
    .all();
  const groups = Map.groupBy(rows, ({ createdAt, product, verdict, limit }) =>
    [Math.floor(Date.parse(createdAt) / quarterHourMs), product, limit, verdict].join(' '),
  );
  return Object.fromEntries(
    [...groups].map(([key, some]) => {
      const outcome = ({ verdict, decision }: Row) => {
        if (decision === null) return 'none';
        if (verdict !== 'pass' && verdict !== 'fail') return 'decided';
        return decision === verdict ? 'confirmed' : 'overturned';
      };
      const count = (wanted: string) => some.filter((row) => outcome(row) === wanted).length;
      const ratios = some.flatMap(({ score, limit }) => (score === null ? [] : [score / limit]));
      const sequences = some.map(({ sequence }) => sequence);
      return [
        key,
        {
          inspections: some.length,
          ...{ confirmed: count('confirmed'), overturned: count('overturned'), decided: count('decided') },
          ...{ first: Math.min(...sequences), last: Math.max(...sequences) },
          ratioMin: ratios.length === 0 ? null : Math.min(...ratios),
          ratioMax: ratios.length === 0 ? null : Math.max(...ratios),
          ratioSum: ratios.length === 0 ? null : ratios.reduce((sum, one) => sum + one, 0).toFixed(9),
        },
      ];
    }),
  );
}

/** The counts that are kept, in the same form. */
export function keptCounts(db: StationDatabase): Record<string, unknown> {
  const rows = db
    .prepare<[], Record<string, unknown> & { key: string; ratioSum: number | null }>(
      `SELECT quarterHour || ' ' || product || recipeVersion || head || simulated || folderId
        || ifnull(reviewLimit, '') || ' ' || "limit" AS name, verdict,
        inspections, confirmed, overturned, decided, firstSequence AS first, lastSequence AS last, ratioMin, ratioMax, ratioSum
        FROM quarterHours JOIN conditions USING (conditionId)`,
    )
    .all();
  return Object.fromEntries(
    rows.map(({ name, verdict, ratioSum, ...rest }) => {
      // SQLite writes 1.0 where JavaScript writes 1.
      const key = String(name).replace(/ (\S+)$/, (_, limit: string) => ` ${Number(limit)}`);
      return [
        `${key} ${String(verdict)}`,
        { ...rest, ratioSum: ratioSum === null ? null : ratioSum.toFixed(9) },
      ];
    }),
  );
}
