import { cpus, release, totalmem, type } from 'node:os';
import type { ChallengeRun } from '../../../../common/challenge.ts';
import type { Recipe } from '../../../../common/recipe.ts';
import { drawFacts } from '../drawing/table.ts';
import { localTime } from '../localTimes.ts';
import { manifestOf } from '../manifestOf.ts';
import type { ReportPart } from '../reportTask.ts';

/** Under what the objects were judged. */
export function conditionsPart(run: ChallengeRun, recipe: Recipe): ReportPart {
  return async ({ home, order, sheet }) => {
    const manifest = await manifestOf(home, recipe);
    const processors = cpus();
    sheet.heading('Conditions');
    drawFacts(sheet, [
      ['Judged', `${localTime(run.startedAt)} to ${localTime(run.finishedAt)}`],
      ['Started by', `${run.startedBy} (${run.occasion})`],
      ['Recipe', `version ${run.recipeVersion}, made by ${recipe.createdBy}`],
      ['Bundle', run.bundleId],
      ['Calibration', run.calibrationId],
      ['Head and limit', `${run.head}, ${run.limit.toPrecision(6)}`],
      ['Limit for review', run.reviewLimit?.toPrecision(6) ?? 'none'],
      ['Ran on', run.provider],
      ['Model', manifest === null ? 'not kept' : `sha256 ${manifest.modelSha256.slice(0, 16)}…`],
      ['Program', `Plumbline ${order.version}, Node ${process.versions.node}`],
      ['Computer', `${processors[0]?.model.trim() ?? 'unknown'}, ${processors.length} cores`],
      ['System', `${type()} ${release()}, ${Math.round(totalmem() / 2 ** 30)} GiB memory`],
    ]);
    sheet.paragraph(
      'Camera, lens, light and how parts are presented are what the images show; whoever signs confirms that they were those of production. Program and computer are those that wrote this report.',
    );
  };
}
