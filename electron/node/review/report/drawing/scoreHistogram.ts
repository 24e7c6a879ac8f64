import { drawLegend, drawValueAxis, roundTicks, type Area } from './axis.ts';
import { failInk, softInk, verdictColours } from './colours.ts';
import type { Sheet } from './sheet.ts';

const height = 120;
const binCount = 40;
const goodColour = '#5c8a72';

/** How many good and bad objects have which score, and the limit between them. Good below, bad on top of them, hatched by an outline. */
export function drawScoreHistogram(
  sheet: Sheet,
  goods: readonly number[],
  bads: readonly number[],
  limit: number,
): void {
  const all = [...goods, ...bads, limit];
  const ticks = roundTicks(Math.min(0, ...all), Math.max(...all), 6);
  const [from, to] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const binOf = (score: number) =>
    Math.min(binCount - 1, Math.floor(((score - from) / (to - from)) * binCount));
  const count = (scores: readonly number[]) => {
    const bins = new Array<number>(binCount).fill(0);
    for (const score of scores) bins[binOf(score)]! += 1;
    return bins;
  };
  const [goodBins, badBins] = [count(goods), count(bads)];
  sheet.need(height + 46);
  const area: Area = { x: sheet.left + 34, y: sheet.y + 6, width: sheet.width - 34, height };
  const axis = drawValueAxis(sheet, area, 0, Math.max(1, ...goodBins.map((one, bin) => one + badBins[bin]!)));
  const binWidth = area.width / binCount;
  const { document } = sheet;
  const bar = (bin: number, low: number, high: number, colour: string) => {
    if (high === low) return;
    document.rect(area.x + bin * binWidth + 0.5, axis.at(high), binWidth - 1, axis.at(low) - axis.at(high));
    document.fill(colour);
  };
  goodBins.forEach((good, bin) => {
    bar(bin, 0, good, goodColour);
    bar(bin, good, good + badBins[bin]!, verdictColours.fail);
  });
  const x = (score: number) => area.x + ((score - from) / (to - from)) * area.width;
  document.moveTo(x(limit), area.y).lineTo(x(limit), area.y + height);
  document.dash(5, { space: 3 }).lineWidth(1.2).stroke(failInk).undash();
  sheet.draw('limit', x(limit) + 3, area.y - 2, { size: 7.5, colour: failInk });
  for (const tick of ticks) {
    sheet.draw(String(tick), x(tick), area.y + height + 3, { size: 7, colour: softInk, align: 'centre' });
  }
  drawLegend(sheet, area.x, area.y + height + 16, [
    { colour: goodColour, word: 'known good' },
    { colour: verdictColours.fail, word: 'known bad' },
    { colour: failInk, word: 'limit in force', isLine: true },
  ]);
  sheet.advance(height + 42);
}
