import type { Located } from '../../../models/locate/located.ts';
import type { Manifest } from '../../../models/manifest.ts';
import type { LocatedPart } from '../../common/notFound.ts';

/** Where a part was found, with the limits of its bundle; null when the bundle does not locate. */
export function locatedPart(
  located: Located | null,
  { locating }: Pick<Manifest, 'locating'>,
): LocatedPart | null {
  if (located === null || locating === undefined) return null;
  return { ...located, leastMatch: locating.leastMatch, movedLimitPx: locating.moved.limit };
}
