/**
 * What each head buys, from raw scores that `npm run quality` kept: the AUROC of `fused`, fitted anew on the good images that set the
 * limit, minus that without the head; median over the seeds. No teaching, seconds. Run by hand:
 *   npm run quality:ablation -- [--out DIR]     (default tmp/quality)
 * The last line is JSON.
 */
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type OwnHeadName, ownHeadNames } from '../../models/heads/heads.ts';
import { type Ablation, ablate } from './ablate.ts';
import { median } from './median.ts';
import type { QualityRun } from './qualityRun.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'tmp/quality' } } });
const folder = resolve(values.out);
const files = globSync('*/seed-*/run.json', { cwd: folder }).sort();
if (files.length === 0)
  throw new RangeError(`quality:ablation: ${folder} holds no run; npm run quality makes them.`);
const runs: { set: string; seed: number; ablation: Ablation }[] = [];
for (const file of files) {
  const run = JSON.parse(await readFile(join(folder, file), 'utf8')) as QualityRun;
  runs.push({ set: run.set, seed: run.seed, ablation: ablate(run) });
}

const sets = Map.groupBy(runs, ({ set }) => set);
const row = (of: (ablation: Ablation) => number | null | undefined): Record<string, string> =>
  Object.fromEntries(
    [...sets].map(([set, ofSet]) => {
      const figures = ofSet.flatMap(({ ablation }) => of(ablation) ?? []);
      return [set, figures.length === 0 ? '-' : median(figures).toFixed(4)];
    }),
  );
const buys = (head: OwnHeadName) =>
  row(({ all, without }) => (without[head] === undefined ? null : all - without[head]));
console.table({
  'fused, all heads': row(({ all }) => all),
  'without the network': row(({ withoutNetwork }) => withoutNetwork),
  'network alone': row(({ networkOnly }) => networkOnly),
  ...Object.fromEntries(
    ownHeadNames
      .filter((head) => runs.some(({ ablation }) => ablation.without[head] !== undefined))
      .map((head) => [`${head} buys`, buys(head)]),
  ),
});
console.log(JSON.stringify(runs));
