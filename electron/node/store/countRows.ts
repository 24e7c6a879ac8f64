/** Reviews against the verdict: a person left `review` and `unreadable` to is not confirming, but deciding. */
export const outcomeSql = (verdict: string, decision: string) =>
  `CASE WHEN ${verdict} NOT IN ('pass', 'fail') THEN 'decided' WHEN ${decision} = ${verdict} THEN 'confirmed' ELSE 'overturned' END`;

/** Score / limit; for limits that are not above 0 the same scale: 1 at the limit, one more for every |limit| above it. */
const ratioSql = `CASE WHEN i."limit" > 0 THEN i.score / i."limit" WHEN i."limit" = 0 THEN 1 + i.score
  ELSE 1 + (i.score - i."limit") / -i."limit" END`;

const newestReview = (column: string) =>
  `(SELECT ${column} FROM reviews WHERE reviews.resultId = i.resultId ORDER BY reviewId DESC LIMIT 1)`;

/** What rows are judged under, once for all of them. */
const conditionColumns =
  'folderId, product, recipeId, recipeVersion, bundleId, calibrationId, head, "limit", reviewLimit, simulated';

/**
 * Statements that take the rows `from`..`to` (sequences, inclusive) of the log into inspectionFacts and quarterHours; rows that are in
 * already must not be among them. They are the body of the trigger that counts every new row and, in pieces, what counts rows
 * from before there was one: so that both count alike.
 */
export function countRowsSql(from: string, to: string): readonly string[] {
  const rows = `i.sequence BETWEEN ${from} AND ${to}`;
  return [
    `INSERT OR IGNORE INTO conditions (${conditionColumns})
      SELECT DISTINCT ${conditionColumns} FROM inspections i WHERE ${rows};`,
    `INSERT OR IGNORE INTO jobs (jobId)
      SELECT DISTINCT jobId FROM inspections i WHERE ${rows} AND jobId IS NOT NULL;`,
    `INSERT INTO inspectionFacts
        (sequence, createdMs, conditionId, verdict, scoreRatio, jobKey, cause, review, reviewReason)
      SELECT i.sequence, CAST(round(unixepoch(i.createdAt, 'subsec') * 1000) AS INTEGER), c.conditionId, i.verdict,
        ${ratioSql}, j.jobKey, (SELECT cause FROM findings WHERE findings.sequence = i.sequence),
        ${newestReview(outcomeSql('i.verdict', 'decision'))}, ${newestReview('reasonCode')}
      FROM inspections i
      JOIN conditions c ON c.folderId = i.folderId AND c.recipeId = i.recipeId AND c.recipeVersion = i.recipeVersion
        AND c.bundleId = i.bundleId AND c.calibrationId = i.calibrationId AND c.head = i.head AND c."limit" = i."limit"
        AND c.reviewLimit IS i.reviewLimit AND c.simulated = i.simulated AND c.product = i.product
      LEFT JOIN jobs j ON j.jobId = i.jobId
      WHERE ${rows};`,
    `INSERT INTO quarterHours (quarterHour, conditionId, verdict, inspections, confirmed, overturned, decided,
        firstSequence, lastSequence, ratioMin, ratioMax, ratioSum)
      SELECT createdMs / ${quarterHourMs}, conditionId, verdict, count(*), count(*) FILTER (WHERE review = 'confirmed'),
        count(*) FILTER (WHERE review = 'overturned'), count(*) FILTER (WHERE review = 'decided'),
        min(sequence), max(sequence), min(scoreRatio), max(scoreRatio), sum(scoreRatio)
      FROM inspectionFacts i WHERE ${rows} GROUP BY 1, 2, 3
      ON CONFLICT (quarterHour, conditionId, verdict) DO UPDATE SET
        inspections = inspections + excluded.inspections, confirmed = confirmed + excluded.confirmed,
        overturned = overturned + excluded.overturned, decided = decided + excluded.decided,
        firstSequence = min(firstSequence, excluded.firstSequence),
        lastSequence = max(lastSequence, excluded.lastSequence),
        ratioMin = min(ratioMin, excluded.ratioMin), ratioMax = max(ratioMax, excluded.ratioMax),
        ratioSum = ratioSum + excluded.ratioSum;`,
  ];
}

/** Every time zone's hours and shifts begin with a quarter of an hour of UTC. */
export const quarterHourMs = 900_000;
