import type { DefectPlace } from '../../common/defectPlace.ts';

/** Places kept of one image. */
export const mostPlaces = 8;
/** Places are at least this share of the map's longer side apart. */
const apartShare = 1 / 12;

/**
 * Where an anomaly map [height, width] reaches the limit (1): the highest pixel, then the highest one apart from it, and so on.
 * One place, the highest, where it reaches the limit nowhere; none where it is 0 everywhere.
 */
export function defectPlaces(map: Float32Array, width: number, height: number): DefectPlace[] {
  const apart = Math.max(width, height) * apartShare;
  const candidates: number[] = [];
  let highest = 0;
  for (let at = 0; at < map.length; at += 1) {
    if (map[at]! > map[highest]!) highest = at;
    if (map[at]! >= 1 && isHighestAround(map, width, at)) candidates.push(at);
  }
  if (candidates.length === 0 && map[highest]! > 0) candidates.push(highest);
  candidates.sort((a, b) => map[b]! - map[a]!);
  const chosen: number[] = [];
  for (const at of candidates) {
    if (chosen.length === mostPlaces) break;
    if (chosen.every((other) => distance(at, other, width) >= apart)) chosen.push(at);
  }
  return chosen.map((at) => ({
    x: ((at % width) + 0.5) / width,
    y: (Math.floor(at / width) + 0.5) / height,
    evidence: map[at]!,
  }));
}

/** No neighbour is higher; of equal ones only the last counts, so that a plateau is one place or few. */
function isHighestAround(map: Float32Array, width: number, at: number): boolean {
  const x = at % width;
  for (const down of [-width, 0, width]) {
    for (const right of [-1, 0, 1]) {
      if ((down === 0 && right === 0) || x + right < 0 || x + right >= width) continue;
      const other = map[at + down + right];
      if (other === undefined) continue;
      if (other > map[at]! || (other === map[at] && down + right > 0)) return false;
    }
  }
  return true;
}

function distance(a: number, b: number, width: number): number {
  return Math.hypot((a % width) - (b % width), Math.floor(a / width) - Math.floor(b / width));
}
