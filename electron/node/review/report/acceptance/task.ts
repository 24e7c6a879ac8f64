import type { ChallengeRun } from '../../../../common/challenge.ts';
import type { Recipe } from '../../../../common/recipe.ts';
import type { ReportOrder } from '../../../../common/report.ts';
import { drawFacts } from '../drawing/table.ts';
import { manifestOf } from '../manifestOf.ts';
import { percent } from '../parts/totals.ts';
import type { ReportPart } from '../reportTask.ts';

/** What is to be inspected, and what was agreed. */
export function taskPart(
  order: Extract<ReportOrder, { kind: 'acceptance' }>,
  run: ChallengeRun,
  recipe: Recipe,
): ReportPart {
  return async ({ home, sheet }) => {
    const manifest = await manifestOf(home, recipe);
    const region = manifest?.preprocessing.region ?? null;
    const where =
      region === null ? 'the whole image' : `a region of ${region.width} × ${region.height} pixels`;
    sheet.heading('Task');
    sheet.paragraph(
      order.task ??
        `Of each camera image of ${run.product}, ${where} is compared with what good parts look like. A part whose score (${run.head}) is above the limit fails, whatever the defect is.`,
    );
    sheet.advance(4);
    drawFacts(sheet, [
      ['Greatest escape', agreed(order.greatestEscape)],
      ['Greatest overkill', agreed(order.greatestOverkill)],
    ]);
  };
}

function agreed(share: number | null): string {
  return share === null ? 'not agreed' : `${percent(share, 2)} of parts, with 95 % confidence`;
}
