import type { ScoreTrend } from '../../../../common/historyAnswers.ts';
import { drawLabels, drawLegend, drawValueAxis, type Area } from './axis.ts';
import { accent, failInk } from './colours.ts';
import type { Sheet } from './sheet.ts';

const height = 130;

/** Run chart: score / limit over time, mean between its least and greatest, against the limit. */
export function drawRatioTrend(
  sheet: Sheet,
  { buckets, bucketMs }: ScoreTrend,
  timeLabel: (ms: number) => string,
): void {
  const scored = buckets.flatMap(({ from, ratio }) =>
    ratio === null ? [] : [{ ms: Date.parse(from), ...ratio }],
  );
  const [first, last] = [scored[0], scored.at(-1)];
  if (first === undefined || last === undefined) return sheet.paragraph('Nothing was scored in this time.');
  sheet.need(height + 44);
  const area: Area = { x: sheet.left + 34, y: sheet.y + 4, width: sheet.width - 34, height };
  const [fromMs, toMs] = [first.ms, last.ms + bucketMs];
  const x = (ms: number) => area.x + ((ms - fromMs) / (toMs - fromMs)) * area.width;
  const most = Math.max(1.2, ...scored.map(({ max }) => max));
  const least = Math.min(0, ...scored.map(({ min }) => min));
  const axis = drawValueAxis(sheet, area, least, most);
  const { document } = sheet;
  for (const { ms, min, max } of scored) {
    const width = Math.max(0.6, x(ms + bucketMs) - x(ms));
    document.rect(x(ms), axis.at(max), width, Math.max(0.6, axis.at(min) - axis.at(max))).fill('#ccd6e0');
  }
  scored.forEach(({ ms, mean }, index) => {
    const middle = x(ms + bucketMs / 2);
    // A gap of nothing scored is a gap in the line.
    const follows = index > 0 && ms - (scored[index - 1]?.ms ?? 0) <= 2 * bucketMs;
    if (follows) document.lineTo(middle, axis.at(mean));
    else document.moveTo(middle, axis.at(mean)).lineTo(middle + 0.5, axis.at(mean));
  });
  document.lineWidth(1.2).stroke(accent);
  document
    .moveTo(area.x, axis.at(1))
    .lineTo(area.x + area.width, axis.at(1))
    .dash(5, { space: 3 })
    .lineWidth(1)
    .stroke(failInk)
    .undash();
  const labels = Array.from({ length: 7 }, (_, index) => index / 6);
  drawLabels(
    sheet,
    area,
    labels.map((share) => ({ share, text: timeLabel(fromMs + share * (toMs - fromMs)) })),
  );
  drawLegend(sheet, area.x, area.y + height + 16, [
    { colour: accent, word: 'mean of score / limit', isLine: true },
    { colour: '#ccd6e0', word: 'least to greatest' },
    { colour: failInk, word: 'limit: above it a part fails', isLine: true },
  ]);
  sheet.advance(height + 40);
}
