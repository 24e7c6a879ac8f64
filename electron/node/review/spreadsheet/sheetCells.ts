import type { Cell, ColumnKind } from '../exportColumns.ts';

/** Places in `cellXfs` of the style sheet; see workbookParts. */
export const cellStyles = { plain: 0, heading: 1, moment: 2, protectedText: 3 } as const;

/** Excel's longest text of a cell. */
const mostCharacters = 32_767;
const dayMs = 86_400_000;
/** Day 0 of SpreadsheetML's dates for every date since March 1900 (ECMA-376 part 1, 18.17.4.1). */
const dayZeroMs = Date.UTC(1899, 11, 30);

/**
 * A cell of SpreadsheetML at e.g. `C7`; empty for null. Texts stand in the cell itself, so that nothing has to be kept for a
 * table of texts, and are never formulas; what a person's edit would make one is marked as text.
 */
export function sheetCell(place: string, value: Cell, kind: ColumnKind): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  if (kind === 'moment') {
    return `<c r="${place}" s="${cellStyles.moment}"><v>${(Date.parse(value) - dayZeroMs) / dayMs}</v></c>`;
  }
  const style = /^[=+\-@\t\r]/.test(value) ? ` s="${cellStyles.protectedText}"` : '';
  return textCell(place, value, style);
}

export function headingCell(place: string, heading: string): string {
  return textCell(place, heading, ` s="${cellStyles.heading}"`);
}

function textCell(place: string, value: string, style: string): string {
  return `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${xmlText(value.slice(0, mostCharacters))}</t></is></c>`;
}

/** Letters of a column, 0 is A. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML; characters that XML cannot have are written as ST_Xstring has them (ECMA-376 part 1, 22.9.2.19). */
export function xmlText(value: string): string {
  const spelled = value
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
  return spelled.replace(
    /[\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}
