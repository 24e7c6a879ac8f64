import type { InspectionFilter } from '../../../../common/inspectionFilter.ts';
import type { Recipe } from '../../../../common/recipe.ts';
import { defectHeat } from '../../defectHeat.ts';
import { drawHeatGrid } from '../drawing/heatGrid.ts';
import { manifestOf } from '../manifestOf.ts';
import type { ReportPart } from '../reportTask.ts';

const columns = 32;

/** Where on the part defects lay. */
export function defectPlacesPart(filter: InspectionFilter, recipe: Recipe): ReportPart {
  return async ({ db, home, sheet }) => {
    const region = (await manifestOf(home, recipe))?.preprocessing.region;
    const aspect = region === undefined || region === null ? 4 / 3 : region.width / region.height;
    const rows = Math.min(128, Math.max(4, Math.round(columns / aspect)));
    const heat = defectHeat(db, { filter, columns, rows });
    sheet.heading('Where defects lay', 210);
    if (heat.inspections === 0) return sheet.paragraph('No fail with a place is in this time.');
    sheet.paragraph(`${heat.inspections} of ${heat.fails} fails, those whose places were kept.`);
    sheet.advance(4);
    drawHeatGrid(sheet, heat, aspect);
  };
}
