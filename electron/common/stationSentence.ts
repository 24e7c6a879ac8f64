import type { SlotsIn } from './slots.ts';
import { numericSlots, sentenceCodes, stationSentences, type SentenceCode } from './stationSentences.ts';

export interface Understood {
  readonly code: SentenceCode;
  readonly values: Readonly<Record<string, string | number>>;
}

type Slots<Code extends SentenceCode> = SlotsIn<(typeof stationSentences)[Code]>;

/** A sentence of the station in English, as it goes into log and frames. */
export function say<Code extends SentenceCode>(
  code: Code,
  ...[values]: [Slots<Code>] extends [never] ? [] : [values: Readonly<Record<Slots<Code>, string | number>>]
): string {
  const filled: Readonly<Record<string, string | number>> = values ?? {};
  return stationSentences[code].replace(/\{(\w+)\}/g, (_, slot: string) => String(filled[slot]));
}

const patterns = sentenceCodes.map((code) => ({ code, pattern: patternOf(stationSentences[code]) }));

/** Code and values of a sentence made by `say`, of however long ago; null for every other sentence. */
export function understand(sentence: string): Understood | null {
  for (const { code, pattern } of patterns) {
    const found = pattern.exec(sentence);
    if (found === null) continue;
    const values = Object.entries(found.groups ?? {}).map(([slot, value]) => [
      slot,
      numericSlots.has(slot) ? Number(value) : value,
    ]);
    return { code, values: Object.fromEntries(values) as Understood['values'] };
  }
  return null;
}

function patternOf(wording: string): RegExp {
  const met = new Set<string>();
  const parts = wording.split(/\{(\w+)\}/).map((part, index) => {
    if (index % 2 === 0) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    if (met.has(part)) return `\\k<${part}>`;
    met.add(part);
    return `(?<${part}>${numericSlots.has(part) ? '\\d+(?:\\.\\d+)?' : '[^]+?'})`;
  });
  return new RegExp(`^${parts.join('')}$`);
}
