/**
 * How well real products are judged: for each set and seed teaches from SET/train/good by the command an engineer types,
 * with its defaults, then judges SET/test. Half A alone unless asked: half B is for the end. Run by hand:
 *   npm run quality -- --data DIR [--data DIR ...] [--minutes 15 | --preset P] [--seeds 3] [--half A|B|both] [--out DIR]
 *     [--bars INDEX.md | --bar 0.99] [--reuse]
 * Bundles, raw scores and reports stay in --out (default tmp/quality), `summary.json` with them; `--reuse` judges bundles there that
 * were taught with the same arguments instead of teaching. Bars come from the table in --bars (default: INDEX.md beside
 * the set). The last line is JSON. Ends with 1 when a set is below its bar.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Half } from './halves.ts';
import { measureRun } from './measureRun.ts';
import type { QualityRun } from './qualityRun.ts';
import { type SummarisedRun, headRows, resultSentence, runRows, setResults } from './qualityTables.ts';
import { readBars } from './readBars.ts';
import { summariseRun } from './summariseRun.ts';
import { teachSet } from './teachSet.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', multiple: true },
    minutes: { type: 'string' },
    preset: { type: 'string' },
    seeds: { type: 'string', default: '3' },
    half: { type: 'string', default: 'A' },
    out: { type: 'string', default: 'tmp/quality' },
    bars: { type: 'string' },
    bar: { type: 'string' },
    reuse: { type: 'boolean', default: false },
  },
});
const halvesOf: Readonly<Record<string, readonly Half[]>> = { A: ['A'], B: ['B'], both: ['A', 'B'] };
const halves = halvesOf[values.half];
const seeds = Number(values.seeds);
if (!values.data) throw new RangeError('quality: name at least one set with --data DIR, in MVTec layout.');
if (!halves) throw new RangeError(`quality: --half must be A, B or both, got ${values.half}.`);
if (!(Number.isInteger(seeds) && seeds >= 1)) {
  throw new RangeError(`quality: --seeds must be a whole number from 1, got ${values.seeds}.`);
}
const teachArguments =
  values.preset === undefined
    ? ['--minutes', values.minutes ?? '15']
    : ['--preset', values.preset, ...(values.minutes === undefined ? [] : ['--minutes', values.minutes])];

const bars = new Map<string, number>();
const runs: SummarisedRun[] = [];
for (const data of values.data.map((folder) => resolve(folder))) {
  const set = basename(data);
  const bar = await barOf(data, set);
  if (bar !== undefined) bars.set(set, bar);
  for (let seed = 1; seed <= seeds; seed++) {
    const run = await runOf(set, data, seed);
    runs.push({ run, summary: summariseRun(run) });
  }
}

const results = setResults(runs, bars);
console.table(headRows(runs));
console.table(runRows(runs));
for (const result of results) console.log(resultSentence(result));
const summary = {
  results,
  runs: runs.map(({ run: { set, seed, manifest, heldOut, unreadable }, summary: parts }) => {
    const { reconstructionError, meanImageError } = heldOut;
    return { set, seed, bundle: manifest.id, parts, reconstructionError, meanImageError, unreadable };
  }),
};
await writeFile(join(values.out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
console.log(JSON.stringify(summary));
if (results.some(({ median, bar }) => bar !== null && median < bar)) process.exitCode = 1;

async function runOf(set: string, data: string, seed: number): Promise<QualityRun> {
  const folder = resolve(values.out, set, `seed-${seed}`);
  const bundle = join(folder, 'bundle');
  const file = join(folder, 'run.json');
  await mkdir(folder, { recursive: true });
  if (!(values.reuse && (await wasTaughtSo(file)))) {
    console.log(`${set}, seed ${seed}: teaching, ${teachArguments.join(' ')}.`);
    const good = join(data, 'train', 'good');
    await teachSet({ good, bundle, product: set, seed, teachArguments, log: join(folder, 'teach.log') });
  }
  const run = await measureRun({
    set,
    data,
    bundle,
    halves: halves!,
    teachArguments,
    report: join(folder, 'report'),
  });
  await writeFile(file, `${JSON.stringify(run)}\n`);
  return run;
}

async function wasTaughtSo(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return false;
  return JSON.stringify((JSON.parse(text) as QualityRun).teachArguments) === JSON.stringify(teachArguments);
}

async function barOf(data: string, set: string): Promise<number | undefined> {
  if (values.bar !== undefined) return Number(values.bar);
  if (values.bars !== undefined) return readBars(await readFile(values.bars, 'utf8')).get(set);
  const beside = await readFile(join(dirname(data), 'INDEX.md'), 'utf8').catch(() => '');
  return readBars(beside).get(set);
}
