/**
 * The station is killed with SIGKILL again and again while a camera exports; at the end there is exactly one row per
 * image, no orphan process and a whole database. Run by hand: npm run soak:kills -- [--images 500] [--kills 20] [--rate 5] [--seed 1] [--move] [--bundle DIR]
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../models/demo/seededRandom.ts';
import { isAlive } from '../helpers/isAlive.ts';
import { databaseName, readLog } from '../../electron/node/readLog.ts';
import { openDatabaseReadOnly } from '../../electron/node/store/db.ts';

const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '500' },
    kills: { type: 'string', default: '20' },
    rate: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    move: { type: 'boolean', default: false },
    bundle: { type: 'string', default: resolve(import.meta.dirname, '../../models/demo/bundle') },
  },
});
const images = Number(values.images);
const random = seededRandom(Number(values.seed), 77);
const cli = resolve(import.meta.dirname, '../../electron/cli.ts');
const bundle = resolve(values.bundle);
const root = await mkdtemp(join(tmpdir(), 'plumbline-kills-'));
const home = join(root, 'home');
const watch = join(root, 'watch');

const camera = spawn(
  process.execPath,
  [
    ...[cli, 'camera', '--out', watch, '--count', String(images), '--rate', values.rate],
    ...['--write', 'direct,slow,rename'],
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const exported: string[] = [];
createInterface({ input: camera.stdout }).on('line', (line) => {
  exported.push(basename((JSON.parse(line) as { file: string }).file));
});
const cameraDone = once(camera, 'exit');

async function startStation(): Promise<ChildProcess> {
  const options = [
    '--home',
    home,
    '--watch',
    watch,
    '--bundle',
    bundle,
    ...(values.move ? ['--after-verdict', 'move'] : []),
  ];
  const child = spawn(process.execPath, [cli, 'serve', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(([code]) =>
      assert.fail(`The station ended with ${String(code)} before it was ready.`),
    ),
  ]);
  return child;
}

function childrenOf(pid: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return rows
    .map((row) => row.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child!);
}

const orphans: number[] = [];
for (let kill = 0; kill < Number(values.kills); kill += 1) {
  const station = await startStation();
  await sleep(200 + random.next() * 3000);
  const children = childrenOf(station.pid!);
  station.kill('SIGKILL');
  await once(station, 'exit');
  await sleep(1000);
  orphans.push(...children.filter(isAlive));
  process.stderr.write(`kill ${kill + 1}: ${[...readLog(home)].length} rows, ${exported.length} exported\n`);
}
await cameraDone;
const station = await startStation();
for (let idleMs = 0, rows = -1; idleMs < 20_000; idleMs += 500) {
  const now = [...readLog(home)].length;
  if (now !== rows) idleMs = 0;
  rows = now;
  if (rows >= images && idleMs >= 3000) break;
  await sleep(500);
}
station.kill('SIGTERM');
const [code] = (await once(station, 'exit')) as [number | null];

const rows = [...readLog(home)];
const perFile = Map.groupBy(rows, (row) => basename(row.file));
const db = openDatabaseReadOnly(join(home, databaseName));
const integrity = db.pragma('integrity_check', { simple: true });
db.close();
const report = {
  exported: exported.length,
  rows: rows.length,
  missing: exported.filter((file) => !perFile.has(file)),
  repeated: [...perFile].filter(([, same]) => same.length > 1).map(([file, same]) => [file, same.length]),
  unreadable: rows
    .filter((row) => row.verdict === 'unreadable')
    .map(({ file, reason }) => ({ file, reason })),
  lost: rows.filter(({ file, movedTo }) => !existsSync(join(watch, movedTo ?? file))).map(({ file }) => file),
  unmoved: values.move ? rows.filter(({ movedTo }) => movedTo === null).length : 0,
  orphans,
  integrity,
  exitCode: code,
};
console.log(JSON.stringify(report));
assert.equal(report.rows, images);
assert.deepEqual([report.missing, report.repeated, orphans, integrity, code], [[], [], [], 'ok', 0]);
assert.deepEqual([report.lost, report.unmoved], [[], 0]);
await rm(root, { recursive: true, force: true });
