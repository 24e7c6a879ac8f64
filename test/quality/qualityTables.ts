import type { HeadName } from '../../models/manifest.ts';
import { median } from './median.ts';
import type { QualityRun } from './qualityRun.ts';
import { type Part, type PartSummary, parts } from './summariseRun.ts';

export interface SummarisedRun {
  readonly run: QualityRun;
  readonly summary: Readonly<Partial<Record<Part, PartSummary>>>;
}

/** One set against its bar: the median over the seeds of the AUROC of the head in force. */
export interface SetResult {
  readonly set: string;
  readonly part: Part;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly bar: number | null;
}

/** Rows for `console.table`: a run and part each, the head in force and what it is compared with. */
export function runRows(runs: readonly SummarisedRun[]): Record<string, Record<string, string | number>> {
  return rows(runs, ({ run, summary }) => {
    const { auroc, refits, overkill, overkillAllowance, escape, goods, bads } = summary;
    const { head } = run.manifest.calibration;
    const { reconstructionError, meanImageError } = run.heldOut;
    return {
      images: `${goods} good, ${bads} bad`,
      [head]: digits(auroc[head]),
      'refit, all heads': digits(refits.all),
      'refit, no network': digits(refits.withoutNetwork),
      overkill: `${overkill.count} (allowed ${overkillAllowance ?? 'unknown'})`,
      escapes: `${escape.count}, at most ${(100 * escape.upperBound).toFixed(1)} %`,
      'reconstruction / mean image': `${reconstructionError?.toExponential(2) ?? '-'} / ${meanImageError.toExponential(2)}`,
      steps: run.manifest.teaching.steps,
    };
  });
}

/** Rows for `console.table`: a run and part each, AUROC of every head. */
export function headRows(runs: readonly SummarisedRun[]): Record<string, Record<string, string | number>> {
  return rows(runs, ({ summary }) =>
    Object.fromEntries(
      (Object.entries(summary.auroc) as [HeadName, number][]).map(([head, value]) => [head, digits(value)]),
    ),
  );
}

/** Each set over its seeds, on the largest part that was judged. */
export function setResults(runs: readonly SummarisedRun[], bars: ReadonlyMap<string, number>): SetResult[] {
  return [...Map.groupBy(runs, ({ run }) => run.set)].flatMap(([set, ofSet]) =>
    parts.flatMap((part): SetResult[] => {
      const values = ofSet
        .flatMap(({ run, summary }) => summary[part]?.auroc[run.manifest.calibration.head] ?? [])
        .sort((a, b) => a - b);
      if (values.length === 0) return [];
      return [
        {
          set,
          part,
          median: median(values),
          least: values[0]!,
          most: values.at(-1)!,
          bar: bars.get(set) ?? null,
        },
      ];
    }),
  );
}

export function resultSentence({ set, part, median: middle, least, most, bar }: SetResult): string {
  const half = part === 'both' ? 'both halves' : `half ${part}`;
  const figure = `${set}, ${half}: median AUROC ${digits(middle)} (${digits(least)} to ${digits(most)})`;
  if (bar === null) return `${figure}.`;
  return `${figure}, ${middle >= bar ? 'at or above' : 'BELOW'} its bar of ${bar}.`;
}

const digits = (value: number | null | undefined): string => value?.toFixed(4) ?? '-';

function rows(
  runs: readonly SummarisedRun[],
  row: (each: { run: QualityRun; part: Part; summary: PartSummary }) => Record<string, string | number>,
): Record<string, Record<string, string | number>> {
  return Object.fromEntries(
    runs.flatMap(({ run, summary }) =>
      (Object.entries(summary) as [Part, PartSummary][]).map(([part, each]) => [
        `${run.set} seed ${run.seed} ${part}`,
        row({ run, part, summary: each }),
      ]),
    ),
  );
}
