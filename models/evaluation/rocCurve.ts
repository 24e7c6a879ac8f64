import { tiedScores } from './tiedScores.ts';

/** One limit's shares: good images rejected and bad images caught, each 0..1. */
export interface RocPoint {
  readonly overkill: number;
  readonly caught: number;
}

/** The receiver operating characteristic from (0, 0) to (1, 1): one point a distinct score, limits falling. */
export function rocCurve(goods: readonly number[], bads: readonly number[]): readonly RocPoint[] {
  const points: RocPoint[] = [{ overkill: 0, caught: 0 }];
  let [rejected, caught] = [0, 0];
  for (const tie of tiedScores('rocCurve', goods, bads)) {
    rejected += tie.goods;
    caught += tie.bads;
    points.push({ overkill: rejected / goods.length, caught: caught / bads.length });
  }
  return points;
}
