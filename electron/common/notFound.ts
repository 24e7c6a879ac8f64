import type { Located } from '../../models/locate/located.ts';
import { say } from './stationSentence.ts';

/** Where a part was found, with what the good parts of the calibration say about it. */
export interface LocatedPart extends Located {
  /** A worse match is no part of the product. */
  readonly leastMatch: number;
  /** How far the farthest of the good parts had moved; farther is told, not judged. */
  readonly movedLimitPx: number;
}

/** Sentence why the part counts as not found, null when it was found. */
export function whyNotFound(part: LocatedPart | null): string | null {
  return part !== null && part.match < part.leastMatch ? notFoundReason(part, part.leastMatch) : null;
}

export function notFoundReason({ match }: Pick<Located, 'match'>, leastMatch: number): string {
  return say('partNotFound', { match: match.toFixed(2), least: leastMatch.toFixed(2) });
}
