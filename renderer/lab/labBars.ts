import { labKinds, type LabHistogram, type LabKind } from '../../electron/common/lab.ts';

/** Some neighbouring bins of a histogram, drawn as one bar. */
export interface LabBar {
  /** Scores: above `from`, up to `to`. */
  readonly from: number;
  readonly to: number;
  readonly counts: Readonly<Record<LabKind, number>>;
}

/** Bins of a bar. */
const together = 6;

/** Bars from edge to edge; they meet at the head's limit, so that none of them passes and fails. */
export function labBars({ bins, edges, extent }: Pick<LabHistogram, 'bins' | 'edges' | 'extent'>): LabBar[] {
  const first = Math.max(0, edges.indexOf(extent.limit)) % together;
  const starts = [0];
  for (let at = first === 0 ? together : first; at < edges.length - 1; at += together) starts.push(at);
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? edges.length - 1;
    const sum = (kind: LabKind) => bins[kind].slice(start, end).reduce((total, images) => total + images, 0);
    const counts = Object.fromEntries(labKinds.map((kind) => [kind, sum(kind)])) as LabBar['counts'];
    return { from: edges[start]!, to: edges[end]!, counts };
  });
}
