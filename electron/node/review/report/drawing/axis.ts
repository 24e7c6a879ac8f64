import { line, softInk } from './colours.ts';
import type { Sheet } from './sheet.ts';

/** A chart's area, points. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Round values from 0 or the least to at least the most, about `count` of them. */
export function roundTicks(least: number, most: number, count: number): number[] {
  const span = most > least ? most - least : Math.abs(most) || 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? 10 * power;
  const first = Math.floor(least / step);
  const last = Math.max(first + 1, Math.ceil((least + span) / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

export interface ValueAxis {
  readonly least: number;
  readonly most: number;
  readonly at: (value: number) => number;
}

/** Draws lines and numbers for values that grow upwards; answers where a value is. */
export function drawValueAxis(sheet: Sheet, area: Area, least: number, most: number): ValueAxis {
  const ticks = roundTicks(least, most, 4);
  const [from, to] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const at = (value: number) => area.y + area.height - ((value - from) / (to - from)) * area.height;
  for (const tick of ticks) {
    sheet.document
      .moveTo(area.x, at(tick))
      .lineTo(area.x + area.width, at(tick))
      .lineWidth(0.4)
      .stroke(line);
    sheet.draw(String(tick), area.x - 4, at(tick) - 5, { size: 7, colour: softInk, align: 'right' });
  }
  return { least: from, most: to, at };
}

/** Words below the chart, as many as there is room for, each at its share (0..1) of the width. */
export function drawLabels(
  sheet: Sheet,
  area: Area,
  labels: readonly { readonly share: number; readonly text: string }[],
): void {
  const y = area.y + area.height + 3;
  let end = -Infinity;
  for (const { share, text } of labels) {
    const width = sheet.widthOf(text, { size: 7 });
    const x = area.x + share * area.width - width / 2;
    if (x < end + 6 || x + width > area.x + area.width + 20) continue;
    sheet.draw(text, x, y, { size: 7, colour: softInk });
    end = x + width;
  }
}

/** A square of each colour with its word; answers nothing, takes one line at y. */
export function drawLegend(
  sheet: Sheet,
  x: number,
  y: number,
  entries: readonly { readonly colour: string; readonly word: string; readonly isLine?: boolean }[],
): void {
  let at = x;
  for (const { colour, word, isLine = false } of entries) {
    if (isLine) {
      sheet.document
        .moveTo(at, y + 5)
        .lineTo(at + 10, y + 5)
        .lineWidth(1.4)
        .stroke(colour);
    } else sheet.document.rect(at, y + 1.5, 8, 7).fill(colour);
    sheet.draw(word, at + 13, y, { size: 7.5, colour: softInk });
    at += 13 + sheet.widthOf(word, { size: 7.5 }) + 14;
  }
}
