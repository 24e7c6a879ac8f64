import type { HeadName } from '../../../models/manifest.ts';
import type { LabCounts } from '../../common/lab.ts';
import { kindOf, type ScoredImages } from './scoredImages.ts';

/** @param reviewLimit below `limit`; null: what does not fail passes */
export function labCounts(
  scored: ScoredImages,
  head: HeadName,
  limit: number,
  reviewLimit: number | null,
): LabCounts {
  const counts = {
    ...{ goods: 0, goodsRejected: 0, goodsUnsure: 0, bads: 0, badsPassed: 0, badsUnsure: 0 },
    ...{ synthetics: 0, syntheticsPassed: 0 },
  };
  for (const image of scored.images) {
    const score = image.notFound ? Infinity : scored.score(head, image);
    const [fails, passes] = [score > limit, score <= (reviewLimit ?? limit)];
    const unsure = !fails && !passes;
    const kind = kindOf(image);
    if (kind === 'good') {
      counts.goods++;
      counts.goodsRejected += Number(fails);
      counts.goodsUnsure += Number(unsure);
    } else if (kind === 'bad') {
      counts.bads++;
      counts.badsPassed += Number(passes);
      counts.badsUnsure += Number(unsure);
    } else if (kind === 'synthetic') {
      counts.synthetics++;
      counts.syntheticsPassed += Number(passes);
    }
  }
  return counts;
}
