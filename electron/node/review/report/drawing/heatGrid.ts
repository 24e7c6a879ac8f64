import type { DefectHeat } from '../../../../common/historyAnswers.ts';
import { line, softInk } from './colours.ts';
import type { Sheet } from './sheet.ts';

/** Where defects lay on the region: the darker, the more fails had a place there. `aspect`: width / height of the region. */
export function drawHeatGrid(sheet: Sheet, { columns, rows, cells }: DefectHeat, aspect: number): void {
  const height = Math.min(190, 260 / aspect);
  const width = height * aspect;
  sheet.need(height + 24);
  const most = Math.max(1, ...cells);
  const [cellWidth, cellHeight] = [width / columns, height / rows];
  cells.forEach((count, index) => {
    if (count === 0) return;
    const x = sheet.left + (index % columns) * cellWidth;
    const y = sheet.y + Math.floor(index / columns) * cellHeight;
    sheet.document
      .rect(x, y, cellWidth, cellHeight)
      .fillOpacity(0.15 + (0.85 * count) / most)
      .fill('#680868');
  });
  sheet.document.fillOpacity(1).rect(sheet.left, sheet.y, width, height).lineWidth(0.8).stroke(line);
  const said = `The region as the camera sees it. Darkest: ${most} fails with a place in the cell.`;
  sheet.draw(said, sheet.left, sheet.y + height + 4, { size: 7.5, colour: softInk });
  sheet.advance(height + 24);
}
