import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkbenchReply } from '../../../electron/common/workbenchProtocol.ts';
import { collectImages } from '../../../electron/node/workbench/collectImages.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';
import { tinyCameraFile } from '../../helpers/tinyBundle.ts';

async function until(what: () => boolean): Promise<void> {
  for (let waited = 0; !what(); waited += 20) {
    if (waited > 30_000) throw new Error(`Waited in vain until ${what.toString()}.`);
    await pause(20);
  }
}

test('only images that come are copied, each once, whole, and also when the station moves them on', async (t) => {
  const root = tempFolder(t);
  const camera = join(root, 'camera');
  const out = join(root, 'out');
  mkdirSync(join(camera, 'pass', '2026-05-04'), { recursive: true });
  writeFileSync(join(camera, 'before.png'), await tinyCameraFile(1));
  const told: WorkbenchReply[] = [];
  const stop = new AbortController();
  const collecting = collectImages(
    { kind: 'collect', path: camera, count: 3, out },
    { tell: (reply) => told.push(reply), signal: stop.signal },
  );
  const collected = () =>
    told.reduce((most, one) => (one.kind === 'progress' ? Math.max(most, one.done) : most), -1);
  await until(() => collected() === 0);

  const bytes = await tinyCameraFile(2);
  writeFileSync(join(camera, 'slow.png'), bytes.subarray(0, 2000));
  writeFileSync(join(camera, 'notes.txt'), 'no image');
  writeFileSync(join(camera, 'first.png'), await tinyCameraFile(3));
  await until(() => collected() === 1);
  renameSync(join(camera, 'first.png'), join(camera, 'pass', '2026-05-04', 'first.png'));
  writeFileSync(join(camera, 'slow.png'), bytes);
  await until(() => collected() === 2);
  writeFileSync(join(camera, 'third.png'), await tinyCameraFile(4));
  await collecting;
  assert.deepEqual(readdirSync(out).sort(), ['00001 first.png', '00002 slow.png', '00003 third.png']);
  assert.equal(
    readdirSync(out).some((name) => name.endsWith('.tmp')),
    false,
  );
});

test('stopped early, what came is kept', async (t) => {
  const root = tempFolder(t);
  const stop = new AbortController();
  const tell = (reply: WorkbenchReply): void => {
    if (reply.kind === 'progress' && reply.done === 0) writeFileSync(join(root, 'a.png'), image);
    if (reply.kind === 'progress' && reply.done === 1) stop.abort();
  };
  const image = await tinyCameraFile(5);
  const out = join(root, '..', `${root.split('/').at(-1)}-out`);
  t.after(() => import('node:fs').then(({ rmSync }) => rmSync(out, { recursive: true, force: true })));
  await collectImages({ kind: 'collect', path: root, count: 100, out }, { tell, signal: stop.signal });
  assert.deepEqual(readdirSync(out), ['00001 a.png']);
});
