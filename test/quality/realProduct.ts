/**
 * A real product end to end, by the commands its engineer would type: taught from SET/train/good, then every test image is
 * dropped into the watched folder of a station; all must be in its log. Prints AUROC of each head and the errors at
 * the limit. Run by hand: npm run quality:real -- --data DIR [--minutes 10] [--size 128] [--seed 1] [--bundle BUNDLE]
 */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { readLog } from '../../electron/node/readLog.ts';
import { auroc } from '../../models/evaluation/auroc.ts';
import { errorsAtLimit } from '../../models/evaluation/errorsAtLimit.ts';
import { headNames } from '../../models/manifest.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    size: { type: 'string', default: '128' },
    seed: { type: 'string', default: '1' },
    /** Judge with this one instead of teaching. */
    bundle: { type: 'string' },
  },
});
if (values.data === undefined) throw new Error('quality:real needs --data DIR, a set in MVTec layout.');
const data = resolve(values.data);
const cli = resolve(import.meta.dirname, '../../electron/cli.ts');
const root = await mkdtemp(join(tmpdir(), 'plumbline-real-'));
const [home, watch] = [join(root, 'home'), join(root, 'watch')];
const bundle = values.bundle ?? join(root, 'bundle');

if (values.bundle === undefined) {
  const { minutes, size, seed } = values;
  const teach = spawn(
    process.execPath,
    [
      cli,
      'teach',
      '--good',
      join(data, 'train/good'),
      '--out',
      bundle,
      '--minutes',
      minutes,
      '--size',
      size,
      '--seed',
      seed,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  createInterface({ input: teach.stdout }).on('line', (line) => console.log(line));
  const [code] = (await once(teach, 'exit')) as [number | null];
  assert.equal(code, 0, 'teach failed');
}

await mkdir(watch);
const station = spawn(
  process.execPath,
  [cli, 'serve', '--home', home, '--watch', watch, '--bundle', bundle],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
await once(createInterface({ input: station.stdout }), 'line');

const truth = new Map<string, string>();
for (const kind of (await readdir(join(data, 'test'))).toSorted()) {
  for (const file of (await readdir(join(data, 'test', kind))).toSorted()) {
    const name = `${kind}-${file}`;
    truth.set(name, kind);
    await copyFile(join(data, 'test', kind, file), join(watch, name));
  }
}
for (let waitedMs = 0; [...readLog(home)].length < truth.size && waitedMs < 300_000; waitedMs += 250)
  await sleep(250);
station.kill('SIGTERM');
await once(station, 'exit');

const rows = [...readLog(home)];
assert.deepEqual(
  rows.map(({ file }) => file).toSorted(),
  [...truth.keys()].toSorted(),
  'every test image has one row',
);
const isGood = (file: string) => truth.get(file) === 'good';
const kinds = [...new Set(truth.values())].filter((kind) => kind !== 'good');
const table = Object.fromEntries(
  headNames.map((head) => {
    const scores = (wanted: (file: string) => boolean) =>
      rows
        .filter(({ file, verdict }) => wanted(file) && verdict !== 'unreadable')
        .map(({ heads }) => heads[head]!);
    const goods = scores(isGood);
    const against = (wanted: (file: string) => boolean) => Number(auroc(goods, scores(wanted)).toFixed(3));
    const perKind = kinds.map((kind) => [kind, against((file) => truth.get(file) === kind)] as const);
    return [head, { all: against((file) => !isGood(file)), ...Object.fromEntries(perKind) }];
  }),
);
console.table(table);
const { head, limit } = rows[0]!;
const scoreOf = (wanted: boolean) =>
  rows.filter(({ file }) => isGood(file) === wanted).map(({ score }) => score!);
console.log(
  JSON.stringify({
    rows: rows.length,
    head,
    limit,
    auroc: table,
    atLimit: errorsAtLimit(scoreOf(true), scoreOf(false), limit),
  }),
);
await rm(root, { recursive: true, force: true });
const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'args=']);
assert.ok(!stdout.includes(home), 'no process of the station is left');
