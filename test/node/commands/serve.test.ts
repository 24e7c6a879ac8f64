import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { WebSocket } from 'ws';
import { connect } from '../../../electron/common/rpc.ts';
import { webSocketPort } from '../../../electron/node/web/webSocketPort.ts';
import { writeBundle } from '../../../models/writeBundle.ts';
import { runCli, runServe, type ServeRun } from '../../helpers/runCli.ts';
import { tinyBundle, tinyCameraFile } from '../../helpers/tinyBundle.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline serve '));
const bundle = join(root, 'tiny bundle');
const running: ServeRun[] = [];
let serial = 0;

before(async () => writeBundle(bundle, await tinyBundle()));
afterEach(async () => {
  for (const one of running.splice(0)) if (one.process.exitCode === null) await one.end('SIGKILL');
});
after(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

/** A home and a watched folder of this test alone. */
function place() {
  serial += 1;
  const home = join(root, `home ${serial}`);
  const watch = join(root, `watch ${serial}`);
  mkdirSync(watch);
  return { home, watch, args: ['--home', home, '--watch', watch, '--bundle', bundle] };
}
async function serve(args: readonly string[]): Promise<ServeRun> {
  const one = await runServe(args);
  running.push(one);
  return one;
}
async function logUntil(home: string, count: number, extra: string[] = []) {
  for (;;) {
    const { lines, code, errors } = await runCli(['log', '--home', home, ...extra]);
    assert.equal(code, 0, errors);
    if (lines.length >= count) return lines;
    await sleep(100);
  }
}

test('serves, inspects what appears, and ends cleanly on SIGTERM', async () => {
  const { home, watch, args } = place();
  const station = await serve(args);
  assert.deepEqual(Object.keys(station.ready), ['url', 'watch', 'pid']);
  assert.equal(station.ready.watch, watch);
  assert.equal(station.ready.pid, station.process.pid);
  const url = new URL(station.ready.url);
  assert.equal(url.hostname, '127.0.0.1');
  assert.equal((await fetch(url.origin)).status, 401);
  assert.equal(url.searchParams.get('token'), readFileSync(join(home, 'token'), 'utf8').trim());

  writeFileSync(join(watch, 'good.png'), await tinyCameraFile(1));
  writeFileSync(join(watch, 'bad.png'), await tinyCameraFile(900, 'rotated'));
  writeFileSync(join(watch, 'text.png'), 'no image');
  const lines = await logUntil(home, 3);
  assert.deepEqual(Object.fromEntries(lines.map(({ file, verdict }) => [file, verdict])), {
    'good.png': 'pass',
    'bad.png': 'fail',
    'text.png': 'unreadable',
  });
  const first = [
    'resultId', 'file', 'partId', 'verdict', 'reason', 'score', 'limit', 'head', 'calibrationId', 'recipe', 'provider',
    'createdAt', 'simulated', 'ms',
  ]; // prettier-ignore
  for (const line of lines) assert.deepEqual(Object.keys(line).slice(0, first.length), first);
  assert.equal((await logUntil(home, 1, ['--verdict', 'fail'])).length, 1);
  const later = new Date(Date.now() + 3600_000).toISOString();
  assert.equal((await runCli(['log', '--home', home, '--since', later])).lines.length, 0);

  const address = `ws://${url.host}/station?token=${url.searchParams.get('token')}`;
  const { call, close } = connect(webSocketPort(await opened(address)));
  const state = await call.getState({});
  assert.equal(state.lanes[0]?.counts.pass, 1);
  assert.equal(state.lanes[0]?.inference.provider.measured, 'cpu');
  close();

  const copy = join(root, 'copy.db');
  const backup = await runCli(['backup', '--home', home, '--out', copy]);
  assert.equal(backup.lines[0]?.path, copy, backup.errors);

  assert.equal(await station.end(), 0, station.errors());
  assert.ok(!existsSync(join(home, 'station.db-wal')), 'a clean database has no write-ahead log');
  for (const file of [copy, join(home, 'station.db')]) {
    const db = new Database(file, { readonly: true });
    assert.equal(db.pragma('integrity_check', { simple: true }), 'ok');
    db.close();
  }
});

async function opened(address: string): Promise<WebSocket> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return socket;
}

test('started again it goes on: the same recipe, no image twice', async () => {
  const { home, watch, args } = place();
  writeFileSync(join(watch, 'a.png'), await tinyCameraFile(2));
  const first = await serve(args);
  const [row] = await logUntil(home, 1);
  assert.equal(await first.end('SIGINT'), 0, first.errors());
  const second = await serve(args);
  writeFileSync(join(watch, 'b.png'), await tinyCameraFile(3));
  const lines = await logUntil(home, 2);
  assert.deepEqual(
    lines.map(({ file }) => file),
    ['a.png', 'b.png'],
  );
  assert.equal(lines[1]?.recipe, row?.recipe);
  assert.equal(await second.end(), 0);
});

test('a second station on the same home is refused with a sentence', async () => {
  const { args } = place();
  const first = await serve(args);
  await assert.rejects(serve(args), /serve ended with code 1: [^\n]+\.$/);
  assert.equal(await first.end(), 0);
});

test('what the command line wishes for is put in force', async () => {
  const { home, watch, args } = place();
  mkdirSync(join(watch, '2026-01-01'));
  writeFileSync(join(watch, '2026-01-01', 'part 7.png'), await tinyCameraFile(4));
  const wishes = [
    '--recursive',
    '--polling',
    '--after-verdict',
    'move',
    '--name-pattern',
    'part (?<part>\\d+)',
  ];
  const station = await serve([...args, ...wishes, '--provider', 'cpu']);
  const [row] = await logUntil(home, 1);
  assert.equal(row?.file, '2026-01-01/part 7.png');
  assert.equal(row?.partId, '7');
  for (let wait = 0; existsSync(join(watch, '2026-01-01', 'part 7.png')) && wait < 100; wait += 1)
    await sleep(50);
  assert.ok(!existsSync(join(watch, '2026-01-01', 'part 7.png')), 'it was moved');
  assert.equal(await station.end(), 0);
});

test('a bundle that is none is refused before anything is watched', async () => {
  const { home, watch } = place();
  await assert.rejects(
    serve(['--home', home, '--watch', watch, '--bundle', join(root, 'nothing')]),
    /code 2: .*nothing cannot be used as a bundle/,
  );
});
