import { say } from '../../common/stationSentence.ts';

/** Serial numbers missing so far; those may still come, late. */
export interface NumberTrack {
  readonly job: string | null;
  readonly highest: number | null;
  readonly missing: readonly number[];
}

export const noNumbers: NumberTrack = { job: null, highest: null, missing: [] };

/** A jump further than this is a new start of counting rather than so many lost images. */
const longestGap = 1000;
/** A number this little below the highest is no new start. */
const sameRound = 10;

/**
 * Follows the serial numbers of a camera through one job. A number that was missing and comes late is no longer
 * missing; another job, a smaller number or a far jump begins anew.
 */
export function trackNumber(track: NumberTrack, job: string | null, number: number): NumberTrack {
  const { highest, missing } = track;
  if (highest === null || track.job !== job) return { job, highest: number, missing: [] };
  if (number > highest) {
    const skipped = number - highest - 1;
    if (skipped > longestGap) return { job, highest: number, missing: [] };
    const gap = Array.from({ length: skipped }, (_, index) => highest + 1 + index);
    return { job, highest: number, missing: [...missing, ...gap].slice(-longestGap) };
  }
  if (missing.includes(number)) return { ...track, missing: missing.filter((one) => one !== number) };
  // The same number again is another view of the part.
  if (highest - number < sameRound) return track;
  return { job, highest: number, missing: [] };
}

/** Sentence naming what is missing; null when nothing is. */
export function gapSentence({ missing, highest }: NumberTrack): string | null {
  if (missing.length === 0) return null;
  const shown = missing.slice(0, 10).join(', ') + (missing.length > 10 ? ', …' : '');
  const values = { count: missing.length, highest: highest ?? 0, numbers: shown };
  return missing.length === 1 ? say('numberMissing', values) : say('numbersMissing', values);
}
