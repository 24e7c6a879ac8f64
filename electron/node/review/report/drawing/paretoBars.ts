import { panel, softInk, verdictColours } from './colours.ts';
import type { Sheet } from './sheet.ts';

export interface ParetoEntry {
  readonly label: string;
  readonly count: number;
}

const rowHeight = 15;

/** Most frequent first, with each one's share and what all so far are together. */
export function drawParetoBars(
  sheet: Sheet,
  entries: readonly ParetoEntry[],
  colour = verdictColours.fail,
): void {
  const sum = entries.reduce((total, { count }) => total + count, 0);
  const labelWidth = 190;
  const barWidth = sheet.width - labelWidth - 130;
  const most = Math.max(1, ...entries.map(({ count }) => count));
  let together = 0;
  for (const { label, count } of entries) {
    sheet.need(rowHeight);
    together += count;
    const barLeft = sheet.left + labelWidth;
    sheet.draw(label, sheet.left, sheet.y + 1, { size: 8.5, width: labelWidth - 8 });
    sheet.document.rect(barLeft, sheet.y + 2, barWidth, rowHeight - 6).fill(panel);
    sheet.document.rect(barLeft, sheet.y + 2, (count / most) * barWidth, rowHeight - 6).fill(colour);
    const percent = (value: number) => `${((100 * value) / sum).toFixed(1)} %`;
    sheet.draw(String(count), barLeft + barWidth + 44, sheet.y + 1, { size: 8.5, align: 'right' });
    sheet.draw(`${percent(count)}, together ${percent(together)}`, sheet.left + sheet.width, sheet.y + 1.5, {
      ...{ size: 7, colour: softInk, align: 'right' },
    });
    sheet.advance(rowHeight);
  }
  sheet.advance(6);
}
