import { locale } from './messages.ts';

/** Decimal mark of the language of the screen. */
function decimalMark(): string {
  const parts = new Intl.NumberFormat(locale()).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}

/**
 * A number as typed in the language of the screen: null for nothing, NaN for what is none. Both decimal marks are taken,
 * but the one that groups digits in this language only where it cannot group: 1.500 is 1500 to one and 1.5 to another.
 */
export function parseNumber(typed: string): number | null {
  const trimmed = typed.trim();
  if (trimmed === '') return null;
  const parts = /^([+-]?)(\d*)(?:([.,])(\d*))?(e[+-]?\d+)?$/i.exec(trimmed);
  if (parts === null) return Number.NaN;
  const [, sign = '', whole = '', mark = '', fraction = '', exponent = ''] = parts;
  if (whole === '' && fraction === '') return Number.NaN;
  const mayGroup = mark !== '' && mark !== decimalMark() && fraction.length === 3 && !/^0*$/.test(whole);
  return mayGroup ? Number.NaN : Number(`${sign}${whole || '0'}.${fraction || '0'}${exponent}`);
}

/** A number as it is typed in the language of the screen, with every digit it has; empty for null. */
export function spellNumber(value: number | null): string {
  return value === null || Number.isNaN(value) ? '' : String(value).replace('.', decimalMark());
}
