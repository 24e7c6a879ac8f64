import type { ChallengeVerdict } from '../../../../common/challenge.ts';

/** How alike runs over the same objects were. */
export interface Repeatability {
  readonly runs: number;
  /** Objects that every run judged. */
  readonly objects: number;
  /** Of these, those with more than one verdict. */
  readonly changed: readonly { readonly name: string; readonly verdicts: readonly string[] }[];
  /** Largest difference of an object's scores between runs; null: nothing was scored. */
  readonly largestSpread: number | null;
  /** Standard deviation of scores within objects, pooled; null: nothing was scored twice. */
  readonly withinDeviation: number | null;
}

/** `runs`: what each run said of its objects. */
export function repeatabilityOf(runs: readonly (readonly ChallengeVerdict[])[]): Repeatability {
  const byObject = Map.groupBy(runs.flat(), ({ image }) => image.sha256);
  const inAll = [...byObject.values()].filter((some) => some.length === runs.length);
  const changed = inAll
    .filter((some) => new Set(some.map(({ verdict }) => verdict)).size > 1)
    .map((some) => ({ name: some[0]?.image.name ?? '', verdicts: some.map(({ verdict }) => verdict) }));
  const scores = inAll
    .map((some) => some.flatMap(({ score }) => (score === null ? [] : [score])))
    .filter((some) => some.length > 1);
  let squares = 0;
  let degrees = 0;
  for (const some of scores) {
    const mean = some.reduce((sum, score) => sum + score, 0) / some.length;
    squares += some.reduce((sum, score) => sum + (score - mean) ** 2, 0);
    degrees += some.length - 1;
  }
  return {
    runs: runs.length,
    objects: inAll.length,
    changed,
    largestSpread:
      scores.length === 0 ? null : Math.max(...scores.map((some) => Math.max(...some) - Math.min(...some))),
    withinDeviation: degrees === 0 ? null : Math.sqrt(squares / degrees),
  };
}
