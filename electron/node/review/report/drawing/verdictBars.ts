import { verdicts, type Verdict } from '../../../../common/verdict.ts';
import { drawLabels, drawLegend, drawValueAxis, type Area } from './axis.ts';
import { softInk, verdictColours } from './colours.ts';
import type { Sheet } from './sheet.ts';

export interface VerdictBar {
  readonly label: string;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** 0..1; null: nothing was judged. */
  readonly yield: number | null;
}

const height = 120;
const stacked = ['pass', 'review', 'fail', 'unreadable'] as const satisfies readonly Verdict[];

/** Inspections of each hour, shift or day by verdict, one on the other; the yield above where there is room. */
export function drawVerdictBars(sheet: Sheet, bars: readonly VerdictBar[]): void {
  sheet.need(height + 52);
  const area: Area = { x: sheet.left + 34, y: sheet.y + 14, width: sheet.width - 34, height };
  const sums = bars.map(({ counts }) => verdicts.reduce((sum, verdict) => sum + counts[verdict], 0));
  const axis = drawValueAxis(sheet, area, 0, Math.max(1, ...sums));
  const step = area.width / bars.length;
  const barWidth = Math.min(44, step * 0.76);
  bars.forEach((bar, index) => {
    const x = area.x + (index + 0.5) * step - barWidth / 2;
    let below = 0;
    for (const verdict of stacked) {
      const count = bar.counts[verdict];
      if (count === 0) continue;
      const top = axis.at(below + count);
      sheet.document.rect(x, top, barWidth, axis.at(below) - top).fill(verdictColours[verdict]);
      below += count;
    }
    if (bar.yield === null || step < 26) return;
    const text = `${(bar.yield * 100).toFixed(1)} %`;
    sheet.draw(text, x + barWidth / 2, axis.at(below) - 10, { size: 6.5, colour: softInk, align: 'centre' });
  });
  drawLabels(
    sheet,
    area,
    bars.map(({ label }, index) => ({ share: (index + 0.5) / bars.length, text: label })),
  );
  const legend = stacked.map((verdict) => ({ colour: verdictColours[verdict], word: verdict }));
  drawLegend(sheet, area.x, area.y + height + 16, legend);
  sheet.advance(height + 48);
}
