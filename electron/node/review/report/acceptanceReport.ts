import type { ChallengeRun } from '../../../common/challenge.ts';
import type { ReportOrder } from '../../../common/report.ts';
import { challengeVerdicts, findChallengeRun, listChallengeRuns } from '../../store/challenges.ts';
import { findRecipe } from '../../store/recipes.ts';
import type { StationDatabase } from '../../store/db.ts';
import { acceptanceResult } from './acceptance/acceptanceResult.ts';
import { conditionsPart } from './acceptance/conditions.ts';
import { objectsPart } from './acceptance/objects.ts';
import { repeatabilityOf } from './acceptance/repeatability.ts';
import { repeatabilityPart } from './acceptance/repeatabilityPart.ts';
import { resultPart } from './acceptance/resultPart.ts';
import { signaturesPart } from './acceptance/signatures.ts';
import { taskPart } from './acceptance/task.ts';
import { calibrationPart } from './parts/calibration.ts';
import type { ReportPlan } from './reportTask.ts';

/** Runs that repeat the one told: judged by the same with the same. */
const mostRepeats = 50;

/**
 * What the parties to a station agree on, in the order of VDI/VDE/VDMA 2632-3 (acceptance test of classifying machine vision systems):
 * task, objects, conditions, result with its uncertainty, repeatability, signatures. Figures are those of a challenge.
 */
export function acceptanceReport(
  db: StationDatabase,
  order: Extract<ReportOrder, { kind: 'acceptance' }>,
): ReportPlan {
  const { recipeId, challengeRunId } = order;
  const run =
    challengeRunId === null
      ? listChallengeRuns(db, recipeId, 1)[0]
      : (findChallengeRun(db, challengeRunId) ?? undefined);
  if (run === undefined || run.recipeId !== recipeId) {
    throw new Error(
      'This product has no challenge yet. Add known good and known bad images to its set and run the challenge; the acceptance report tells what came of it.',
    );
  }
  const recipe = findRecipe(db, recipeId, run.recipeVersion);
  if (recipe === undefined) throw new Error(`There is no version ${run.recipeVersion} of ${run.product}.`);
  const verdicts = challengeVerdicts(db, run.challengeRunId);
  const result = acceptanceResult(verdicts, order);
  const repeats = listChallengeRuns(db, recipeId, mostRepeats).filter((other) => isRepeat(other, run));
  const repeatability = repeatabilityOf(
    repeats.map(({ challengeRunId }) => challengeVerdicts(db, challengeRunId)),
  );
  return {
    title: 'Acceptance report in the spirit of VDI/VDE/VDMA 2632-3',
    subtitle: run.product,
    parts: [
      taskPart(order, run, recipe),
      conditionsPart(run, recipe),
      resultPart(result, run, verdicts),
      repeatabilityPart(repeatability, repeats),
      calibrationPart(recipe),
      objectsPart(run, verdicts),
      signaturesPart(result, run),
    ],
  };
}

function isRepeat(one: ChallengeRun, other: ChallengeRun): boolean {
  const names = ['folderId', 'recipeVersion', 'bundleId', 'calibrationId', 'provider', 'limit'] as const;
  return names.every((name) => one[name] === other[name]);
}
