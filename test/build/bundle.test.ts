import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { bundle } from '../../build/bundle.ts';
import { desktopTargets } from '../../build/bundleTargets.ts';
import { projectRoot } from '../../build/projectRoot.ts';

/** A miniature of the project: every entry, the packages that matter, one shared file. */
const sources: Record<string, string> = {
  'package.json': '{ "type": "module" }',
  'package-lock.json': '{}',
  'models/manifest.ts': `export const headNames: readonly string[] = ['mae'];`,
  'electron/common/verdict.ts': `export const verdicts = ['pass', 'fail'] as const;`,
  'electron/main/main.ts': `
    import { app } from 'electron';
    import { verdicts } from '../common/verdict.ts';
    export const station = new URL('../processes/station.js', import.meta.url).href;
    export const name: string = app.name + verdicts[0];`,
  'electron/processes/station.ts': `
    import Database from 'better-sqlite3';
    import { WebSocketServer } from 'ws';
    import * as v from 'valibot';
    import { headNames } from '../../models/manifest.ts';
    const { verdicts } = await import('../common/verdict.ts');
    const one = new Database(':memory:').prepare('select 1 as one').get() as { one: number };
    v.parse(v.number(), one.one);
    console.log(JSON.stringify([one.one, typeof WebSocketServer, verdicts, headNames, import.meta.url.split('/').slice(-3)]));`,
  'electron/processes/inference.ts': `import * as ort from 'onnxruntime-node'; console.log(typeof ort.InferenceSession.create);`,
  'electron/processes/review.ts': `import Database from 'better-sqlite3'; console.log(typeof Database);`,
  'electron/processes/teach.ts': `import sharp from 'sharp'; console.log(typeof sharp);`,
  'electron/processes/workbench.ts': `console.log('workbench');`,
  'electron/preload.ts': `import { ipcRenderer } from 'electron'; ipcRenderer.send('here');`,
  'renderer/index.html': `<!doctype html><div id="app"></div><script type="module" src="./main.ts"></script>`,
  'renderer/main.ts': `import { createApp } from 'vue'; import App from './App.vue'; createApp(App).mount('#app');`,
  'renderer/App.vue': `<script setup lang="ts">import { verdicts } from '../electron/common/verdict.ts';</script><template><p>{{ verdicts[0] }}</p></template><style scoped>p { color: black }</style>`,
};

let root: string;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-bundle-'));
  for (const [path, text] of Object.entries(sources)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await symlink(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
});
after(() => rm(root, { recursive: true, force: true }));

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

function runBundled(path: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, path)], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

test('bundles every target, then only what changed', async () => {
  assert.deepEqual(
    await bundle(desktopTargets, root),
    desktopTargets.map((target) => target.name),
  );
  assert.deepEqual(await bundle(desktopTargets, root), []);

  await writeFile(join(root, 'renderer/main.ts'), `${sources['renderer/main.ts']}\nconsole.debug('again');`);
  assert.deepEqual(await bundle(desktopTargets, root), ['renderer']);

  await rm(join(root, 'dist/processes/teach.js'));
  assert.deepEqual(await bundle(desktopTargets, root), ['dist/processes/teach.js']);
});

test('a failed build is not up to date afterwards', async () => {
  await writeFile(join(root, 'electron/processes/teach.ts'), `import './missing.ts';`);
  await assert.rejects(bundle(desktopTargets, root), /missing\.ts/);
  await assert.rejects(bundle(desktopTargets, root), /missing\.ts/);
  await writeFile(join(root, 'electron/processes/teach.ts'), sources['electron/processes/teach.ts'] ?? '');
  assert.ok((await bundle(desktopTargets, root)).includes('dist/processes/teach.js'));
});

test('the programs run: natives from node_modules, the rest inside, their own address kept', () => {
  assert.equal(
    runBundled('dist/processes/station.js'),
    '[1,"function",["pass","fail"],["mae"],["dist","processes","station.js"]]',
  );
  assert.equal(runBundled('dist/processes/inference.js'), 'function');
  assert.equal(runBundled('dist/processes/teach.js'), 'function');
});

test('main is a module that leaves electron and its siblings addresses alone', async () => {
  const main = await read('dist/main/main.js');
  assert.match(main, /from ["']electron["']/);
  assert.match(main, /["']\.\.\/processes\/station\.js["']/);
});

test('the preload script is CommonJS and requires electron only', async () => {
  const preload = await read('dist/preload/preload.cjs');
  const required = [...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map((match) => match[1]);
  assert.deepEqual(required, ['electron']);
  assert.doesNotMatch(preload, /^\s*(import|export)\s/m);
});

test('the page keeps to its Content-Security-Policy: no inline script, relative addresses', async () => {
  const page = await read('dist/renderer/index.html');
  assert.match(page, /<script type="module"[^>]* src="\.\/assets\/[^"]+\.js"><\/script>/);
  assert.match(page, /<link rel="stylesheet"[^>]* href="\.\/assets\/[^"]+\.css">/);
  assert.doesNotMatch(page, /<script(?![^>]* src=)/);
});
