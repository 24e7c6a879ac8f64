import { ink, line, panel, softInk } from './colours.ts';
import type { Sheet } from './sheet.ts';

export interface TableColumn {
  readonly heading: string;
  /** Share of the width. */
  readonly share: number;
  readonly isNumber?: boolean;
}

const size = 8;
const rowHeight = 14;
const mostLines = 3;

/** Rows with headings, which are repeated on every page; long texts go on in up to three lines. */
export function drawTable(
  sheet: Sheet,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): void {
  const { document, left, width } = sheet;
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (share / total) * width);
  const lefts = widths.map((_, index) => left + widths.slice(0, index).reduce((sum, one) => sum + one, 0));

  function place(text: string, index: number, y: number, style: { isBold?: boolean; colour?: string }): void {
    const isNumber = columns[index]?.isNumber === true;
    const x = (lefts[index] ?? left) + (isNumber ? (widths[index] ?? 0) - 4 : 4);
    sheet.draw(text, x, y, { ...style, size, align: isNumber ? 'right' : 'left' });
  }

  function headings(): void {
    document.rect(left, sheet.y, width, rowHeight).fill(panel);
    columns.forEach(({ heading }, index) =>
      place(heading, index, sheet.y + 2, { isBold: true, colour: softInk }),
    );
    sheet.advance(rowHeight);
  }

  sheet.need(3 * rowHeight);
  headings();
  for (const row of rows) {
    const lines = row.map((text, index) =>
      sheet.wrap(text, { size, width: (widths[index] ?? 0) - 8, lines: mostLines }),
    );
    const height = rowHeight + (Math.max(1, ...lines.map(({ length }) => length)) - 1) * size * 1.3;
    const before = sheet.y;
    sheet.need(height);
    if (sheet.y < before) headings();
    lines.forEach((words, index) =>
      words.forEach((text, number) => place(text, index, sheet.y + 2 + number * size * 1.3, { colour: ink })),
    );
    sheet.advance(height);
    document
      .moveTo(left, sheet.y)
      .lineTo(left + width, sheet.y)
      .lineWidth(0.4)
      .stroke(line);
  }
  sheet.advance(8);
}

/** Titles with their values, two beside each other. */
export function drawFacts(sheet: Sheet, facts: readonly (readonly [title: string, value: string])[]): void {
  const columnWidth = sheet.width / 2;
  for (let index = 0; index < facts.length; index += 2) {
    const pair = facts.slice(index, index + 2);
    const wrapped = pair.map(([, value]) =>
      sheet.wrap(value, { size: 9, width: columnWidth - 102, lines: 4 }),
    );
    const height = Math.max(...wrapped.map(({ length }) => Math.max(1, length))) * 12 + 3;
    sheet.need(height);
    pair.forEach(([title], column) => {
      const x = sheet.left + column * columnWidth;
      sheet.draw(title, x, sheet.y, { size: 8, colour: softInk, width: 88 });
      wrapped[column]?.forEach((words, number) => sheet.draw(words, x + 92, sheet.y + number * 12));
    });
    sheet.advance(height);
  }
  sheet.advance(6);
}

export interface Tile {
  readonly figure: string;
  readonly what: string;
  readonly colour?: string;
}

/** Large figures beside each other. */
export function drawTiles(sheet: Sheet, tiles: readonly Tile[]): void {
  const gap = 8;
  const tileWidth = (sheet.width - gap * (tiles.length - 1)) / tiles.length;
  const height = 46;
  sheet.need(height + 8);
  tiles.forEach(({ figure, what, colour = ink }, index) => {
    const x = sheet.left + index * (tileWidth + gap);
    sheet.document.roundedRect(x, sheet.y, tileWidth, height, 4).fill(panel);
    sheet.draw(figure, x + 8, sheet.y + 5, { size: 16, isBold: true, colour, width: tileWidth - 16 });
    sheet.draw(what, x + 8, sheet.y + 29, { size: 8, colour: softInk, width: tileWidth - 16 });
  });
  sheet.advance(height + 10);
}
