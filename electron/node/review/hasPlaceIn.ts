import type { StationDatabase } from '../store/db.ts';
import { unpackPlaces } from '../store/findings.ts';

const taught = new WeakSet<StationDatabase>();

/**
 * Gives the connection the SQL function `hasPlaceIn(places, left, top, right, bottom)`: 1 when one of a finding's packed places
 * lies in the box of a filter (PlaceBox), 0 otherwise and when none were kept.
 */
export function teachPlaces(db: StationDatabase): void {
  if (taught.has(db)) return;
  taught.add(db);
  db.function(
    'hasPlaceIn',
    { deterministic: true },
    (packed: unknown, left: number, top: number, right: number, bottom: number) => {
      if (!(packed instanceof Uint8Array)) return 0;
      const isIn = unpackPlaces(packed).some(({ x, y }) => liesIn(x, left, right) && liesIn(y, top, bottom));
      return isIn ? 1 : 0;
    },
  );
}

function liesIn(share: number, from: number, to: number): boolean {
  return share >= from && (share < to || (to === 1 && share === 1));
}
