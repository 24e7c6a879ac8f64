import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Inspection } from '../../electron/common/inspection.ts';
import { openDatabaseReadOnly } from '../../electron/node/store/db.ts';
import { listInspections } from '../../electron/node/store/inspections.ts';
import type { LedgerRow } from '../../electron/node/store/ledger.ts';
import { seededRandom } from '../../models/demo/seededRandom.ts';
import { writeBundle } from '../../models/writeBundle.ts';
import { isAlive } from '../helpers/isAlive.ts';
import { killPoints, type KillOrder, type KillPoint } from '../helpers/killPoints.ts';
import { tempFolder } from '../helpers/tempFolder.ts';
import { testCamera, type Way } from '../helpers/testCamera.ts';
import { tinyBundle, tinyCameraFile } from '../helpers/tinyBundle.ts';

const seed = Number(process.env['PLUMBLINE_KILL_SEED'] ?? 1);
const random = seededRandom(seed, 13);
const killsPerPoint = 3;
const entry = fileURLToPath(new URL('../helpers/killableStation.ts', import.meta.url));

/** One life of the station, with all it told. */
function live(order: KillOrder) {
  const child = spawn(process.execPath, [entry, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told: { kind: string; detail: unknown }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => told.push(JSON.parse(line) as never));
  return {
    child,
    ended: once(child, 'close') as Promise<[number | null, string | null]>,
    of: <Detail>(kind: string) =>
      told.filter((one) => one.kind === kind).map(({ detail }) => detail as Detail),
  };
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((one) => ({ one, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test(
  'killed at every point between folder and log, the station ends with exactly one row per image',
  { skip: process.platform === 'win32' && 'a process cannot end itself by SIGKILL here' },
  async (t) => {
    const root = tempFolder(t);
    const folder = join(root, 'camera');
    const home = join(root, 'home');
    const bundle = join(root, 'bundle');
    mkdirSync(folder);
    await writeBundle(bundle, await tinyBundle());
    const camera = testCamera(folder);
    const lives: ReturnType<typeof live>[] = [];
    t.after(() => lives.forEach(({ child }) => child.kill('SIGKILL')));

    let serial = 0;
    async function exportOne(way: Way, goOn: () => Promise<unknown>): Promise<void> {
      serial += 1;
      // Images of their own each, so that the log shows by content which file became which row.
      const isText = random.next() < 0.1;
      const bytes = isText ? Buffer.from(`no image ${serial}`) : await tinyCameraFile(5000 + serial);
      camera.write(`part ${String(serial).padStart(4, '0')}.png`, bytes, isText ? 'direct' : way, goOn);
    }

    const plan = shuffled(Array.from({ length: killsPerPoint }, () => killPoints).flat());
    const hits: { point: KillPoint; file: string | null; unfinished: boolean }[] = [];
    for (const [index, point] of plan.entries()) {
      const time = point === 'halfWritten' ? 1 : 1 + Math.floor(random.next() * 3);
      const one = live({ home, folder, bundle: index === 0 ? bundle : null, point, time });
      lives.push(one);
      const ended = one.ended;
      let isOver = false;
      void ended.then(() => (isOver = true));
      const beganMs = performance.now();
      while (!isOver) {
        assert.ok(performance.now() - beganMs < 30_000, `${point} was not reached`);
        const way = point === 'halfWritten' ? 'slow' : random.pick<Way>(['direct', 'slow', 'rename']);
        // Half-written files stay so until the kill where that is the point; others pause for longer than settling.
        await exportOne(way, () => (point === 'halfWritten' ? ended : Promise.race([ended, sleep(250)])));
        await Promise.race([ended, sleep(random.between(20, 120))]);
      }
      const [, signal] = await ended;
      assert.equal(signal, 'SIGKILL', `the station ended by itself at ${point}`);
      const [killed] = one.of<{ point: KillPoint; file: string | null }>('killed');
      const file = killed?.file ?? null;
      const name = file === null ? null : basename(file);
      hits.push({ point, file: name, unfinished: name !== null && camera.unfinished.has(name) });
    }
    await camera.done();

    const last = live({ home, folder, bundle: null, point: null, time: 0 });
    lives.push(last);
    const database = join(home, 'station.db');
    for (let waitedMs = 0; ; waitedMs += 100) {
      const open = [...camera.exported.keys()].filter((name) => readdirSync(folder).includes(name));
      if (open.length === 0) break;
      assert.ok(waitedMs < 20_000, `still in the folder: ${open.join(', ')}`);
      await sleep(100);
    }
    // Whatever would come twice comes now.
    await sleep(500);
    last.child.kill('SIGTERM');
    assert.deepEqual(await last.ended, [0, null]);

    for (const point of killPoints) {
      assert.equal(hits.filter((hit) => hit.point === point).length, killsPerPoint, point);
    }
    assert.deepEqual(
      hits.filter(({ point, unfinished }) => point === 'halfWritten' && !unfinished),
      [],
      'killed while the file it had read was being written',
    );

    const db = openDatabaseReadOnly(database);
    t.after(() => db.close());
    const rows: Inspection[] = listInspections(db, { limit: 100_000 });
    const ledger = db.prepare<[], LedgerRow>('SELECT * FROM ledger').all();
    assert.equal(db.pragma('integrity_check', { simple: true }), 'ok');
    assert.deepEqual(db.pragma('foreign_key_check'), []);
    t.diagnostic(`seed ${seed}: ${plan.length} kills, ${camera.exported.size} images, ${rows.length} rows`);

    assert.deepEqual(rows.map(({ file }) => file).sort(), [...camera.exported.keys()].sort());
    for (const { file, verdict, movedTo, contentSha256, reason } of rows) {
      const bytes = camera.exported.get(file) as Buffer;
      assert.equal(contentSha256, sha256(bytes), `${file} was judged whole`);
      const isImage = !bytes.toString('latin1', 0, 8).startsWith('no image');
      assert.equal(verdict === 'unreadable', !isImage, `${file}: ${reason}`);
      assert.match(movedTo ?? '', new RegExp(`^${verdict}/\\d{4}-\\d\\d-\\d\\d/${file}$`));
      assert.ok(readFileSync(join(folder, movedTo ?? '')).equals(bytes), `${movedTo} is ${file}`);
    }
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    assert.equal(files.length, rows.length, 'nothing lies anywhere else');
    assert.deepEqual([...new Set(ledger.map(({ state }) => state))], ['moved'], 'nothing is left open');
    assert.equal(ledger.length, rows.length);

    const logged = new Set<string>(rows.map(({ resultId }) => resultId));
    const announced = lives.flatMap((one) => one.of<string[]>('announced').flat());
    assert.deepEqual(
      announced.filter((resultId) => !logged.has(resultId)),
      [],
      'announced is committed',
    );
    assert.equal(new Set(announced).size, announced.length, 'and announced once');
    const orphans = lives.flatMap((one) => one.of<number>('inference')).filter(isAlive);
    assert.deepEqual(orphans, [], 'no inference process outlives its station');
  },
);
