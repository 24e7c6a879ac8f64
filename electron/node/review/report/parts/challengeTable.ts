import type { ChallengeRun, ChallengeRunId } from '../../../../common/challenge.ts';
import { findChallengeRun } from '../../../store/challenges.ts';
import type { StationDatabase } from '../../../store/db.ts';
import { statement } from '../../../store/statement.ts';
import { drawTable } from '../drawing/table.ts';
import { localTime } from '../localTimes.ts';
import type { ReportPart } from '../reportTask.ts';

export interface RunFilter {
  readonly from?: string;
  readonly to?: string;
  readonly folderId?: string | null;
  readonly recipeId?: string | null;
  readonly product?: string | null;
}

/** Challenges that ended in that time, oldest first; the newest `most` of them. */
export function challengeRuns(db: StationDatabase, filter: RunFilter, most: number): ChallengeRun[] {
  return statement<{ challengeRunId: ChallengeRunId }>(
    db,
    `SELECT challengeRunId FROM challengeRuns WHERE finishedAt >= @from AND finishedAt < @to
      AND (@folderId IS NULL OR folderId = @folderId) AND (@recipeId IS NULL OR recipeId = @recipeId)
      AND (@product IS NULL OR product = @product) ORDER BY challengeRunId DESC LIMIT @most`,
  )
    .all({
      from: filter.from ?? '',
      to: filter.to ?? '9999',
      folderId: filter.folderId ?? null,
      recipeId: filter.recipeId ?? null,
      product: filter.product ?? null,
      most,
    })
    .flatMap(({ challengeRunId }) => findChallengeRun(db, challengeRunId) ?? [])
    .reverse();
}

/** Results of challenges: known good and bad parts, never counted as production. */
export function challengesPart(filter: RunFilter): ReportPart {
  return ({ db, sheet }) => {
    const runs = challengeRuns(db, filter, 40);
    sheet.heading('Challenges');
    if (runs.length === 0) return sheet.paragraph('No challenge was run.');
    drawTable(
      sheet,
      [
        { heading: 'Ended', share: 2.2 },
        { heading: 'Product', share: 3 },
        { heading: 'Result', share: 1.3 },
        { heading: 'Bad caught', share: 1.5, isNumber: true },
        { heading: 'Good passed', share: 1.5, isNumber: true },
        { heading: 'Started by', share: 2.4 },
        { heading: 'Signed by', share: 2.2 },
      ],
      runs.map((run) => [
        localTime(run.finishedAt),
        `${run.product}, v${run.recipeVersion}`,
        run.outcome,
        `${run.badsCaught} of ${run.bads}`,
        `${run.goodsPassed} of ${run.goods}`,
        `${run.startedBy} (${run.occasion})`,
        run.signature?.user ?? 'nobody',
      ]),
    );
  };
}
