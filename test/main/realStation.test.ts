import '../helpers/electronDouble/register.ts';
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Port } from '../../electron/common/port.ts';
import type { FolderId, Inspection } from '../../electron/common/inspection.ts';
import { connect } from '../../electron/common/rpc.ts';
import { defaultRecipeSettings } from '../../electron/common/recipe.ts';
import { writeBundle } from '../../models/writeBundle.ts';
import type * as Electron from '../helpers/electronDouble/electron.ts';
import { tinyBundle, tinyCameraFile } from '../helpers/tinyBundle.ts';

const { app, double } = (await import('electron')) as unknown as typeof Electron;
const { runDesktop } = await import('../../electron/main/desktop.ts');
/** The screen's own host, which another project type checks. */
const { electronHost } = (await import(
  String(new URL('../../renderer/electronHost.ts', import.meta.url))
)) as {
  electronHost(): { connect(): Promise<Port>; imageUrl(resultId: string, kind: string): string } | null;
};

const root = mkdtempSync(join(tmpdir(), 'plumbline-desktop-'));
after(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

test('the desktop app inspects: folder, inference process and picture, all through main', async () => {
  const [home, watch, screen] = [join(root, 'home'), join(root, 'watch'), join(root, 'screen')];
  for (const folder of [watch, screen]) mkdirSync(folder);
  writeFileSync(join(screen, 'index.html'), '<!doctype html><title>Screen</title>');
  await writeBundle(join(home, 'bundles', 'tiny'), await tinyBundle());
  await runDesktop({
    args: ['.', '--home', home],
    entryOf: (name) => fileURLToPath(new URL(`../../electron/processes/${name}.ts`, import.meta.url)),
    preload: '',
    screen,
  });
  while (double.windows[0]?.loads !== 1) await sleep(5);
  const port = await electronHost()?.connect();
  assert.ok(port !== undefined);
  const { call, onEvent } = connect(port);
  const inspected = new Promise<Inspection>((resolve) => {
    onEvent('inspectionsCompleted', ([first]) => first !== undefined && resolve(first));
  });

  const settings = { ...defaultRecipeSettings, product: 'tiny', bundle: 'tiny' };
  const { recipeId } = await call.saveRecipe({ recipeId: null, settings });
  const folder = { path: watch, recursive: false, watching: 'events', existingFiles: 'inspect' } as const;
  const { folderId } = await call.addWatchedFolder({ folder, recipeId });
  writeFileSync(join(watch, 'bad.png'), await tinyCameraFile(900, 'rotated'));
  const { resultId, verdict, provider } = await inspected;
  assert.deepEqual([verdict, provider], ['fail', 'cpu']);

  const picture = await double.request(`plumbline://app${electronHost()?.imageUrl(resultId, 'thumbnail')}`);
  assert.equal(picture.headers.get('content-type'), 'image/jpeg');
  assert.ok((await picture.arrayBuffer()).byteLength > 500);
  await call.stopInspecting({ folderId: folderId satisfies FolderId });

  app.quit();
  assert.equal(await double.exited.promise, 0);
  assert.ok(double.utilities.every(({ pid }) => pid === undefined));
});
