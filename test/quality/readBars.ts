/**
 * Bars by the name of the set, from the table of an INDEX.md: each row whose last cell is a number from 0 to 1; the name is its
 * first cell.
 */
export function readBars(index: string): ReadonlyMap<string, number> {
  const bars = new Map<string, number>();
  for (const line of index.split(/\r?\n/)) {
    if (!line.trimStart().startsWith('|')) continue;
    const cells = line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|');
    const [set = '', last = ''] = [cells[0], cells.at(-1)].map((cell) => (cell ?? '').trim());
    if (/^(0?\.\d+|1(\.0+)?)$/.test(last)) bars.set(set, Number(last));
  }
  return bars;
}
