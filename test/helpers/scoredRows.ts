import type { HeadName } from '../../models/manifest.ts';
import type { LabPart, LabTruth } from '../../electron/common/lab.ts';
import type { KnownImage, ScoredImages } from '../../electron/node/lab/scoredImages.ts';

export interface ScoredRow {
  readonly truth: LabTruth;
  readonly taught?: boolean;
  readonly notFound?: boolean;
  readonly scores: Partial<Record<HeadName, number>>;
}

/** Images as the lab knows them, without a station. */
export function scoredRows(rows: readonly ScoredRow[]): ScoredImages {
  const partOf = ({ truth, taught }: ScoredRow): LabPart => {
    if (taught) return 'taught';
    return ({ good: 'heldOut', bad: 'bad', synthetic: 'synthetic', unknown: 'history' } as const)[truth];
  };
  const images = rows.map((row, index): KnownImage => ({
    ...{ number: index + 1, name: `${index + 1}.png`, sha256: `${index}`, anomaly: null, resultId: null },
    source: row.truth === 'synthetic' ? 'synthetic' : row.truth === 'unknown' ? 'inspection' : row.truth,
    ...{ taught: row.taught ?? false, notFound: row.notFound ?? false, truth: row.truth, part: partOf(row) },
    relabelled: false,
  }));
  return { images, score: (head, { number }) => rows[number - 1]!.scores[head]!, peak: () => undefined };
}
