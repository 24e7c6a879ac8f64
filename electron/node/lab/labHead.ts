import type { HeadName } from '../../../models/manifest.ts';
import type { LabHead } from '../../common/lab.ts';
import { labHistogram } from './labHistogram.ts';
import type { ScoredImages } from './scoredImages.ts';

/** Bins of a histogram that become one. */
const together = 12;

/** A small histogram; its bins meet at the limit, so that none passes and fails. */
export function labHead(scored: ScoredImages, head: HeadName, limit: number): LabHead {
  const { bins, edges, roc } = labHistogram(scored, head, limit);
  const atLimit = edges.indexOf(limit);
  const lead = (together - (atLimit % together)) % together;
  const count = Math.ceil((edges.length - 1 + lead) / together);
  const coarse = (fine: readonly number[]) => {
    const sums = new Array<number>(count).fill(0);
    fine.forEach((images, bin) => (sums[Math.floor((bin + lead) / together)]! += images));
    return sums;
  };
  const sum = (...kinds: (readonly number[])[]) =>
    coarse(kinds[0]!.map((_, bin) => kinds.reduce((total, kind) => total + kind[bin]!, 0)));
  return {
    head,
    limitBin: (atLimit + lead) / together,
    goods: sum(bins.good, bins.taughtGood),
    bads: sum(bins.bad, bins.taughtBad),
    synthetics: coarse(bins.synthetic),
    badAuroc: roc.bad?.auroc ?? null,
    syntheticAuroc: roc.synthetic?.auroc ?? null,
  };
}
