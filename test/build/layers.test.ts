import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layers } from '../../build/layerTable.ts';
import { layerViolations } from '../../build/layers.ts';

const dependencies = ['better-sqlite3', 'onnxruntime-node', 'protobufjs', 'sharp', 'valibot', 'vue', 'ws'];
const developmentDependencies = ['electron', 'playwright-core', 'vite'];

function violations(tree: Record<string, string>, names: readonly string[] = dependencies): string[] {
  return layerViolations(new Map(Object.entries(tree)), names, developmentDependencies);
}

interface Row {
  rule: string;
  file: string;
  text: string;
}

const refused: (Row & { because: RegExp })[] = [
  {
    rule: 'models import nothing of ours',
    file: 'models/teach.ts',
    text: `import { log } from '../electron/node/log.ts';`,
    because:
      /models\/teach\.ts:1: imports "electron\/node\/log\.ts", but models may not import electron\/node/,
  },
  {
    rule: 'models: not even types',
    file: 'models/teach.ts',
    text: `import type { Recipe } from '../electron/common/recipe.ts';`,
    because: /models may not import electron\/common/,
  },
  {
    rule: 'common knows only the types of models',
    file: 'electron/common/recipe.ts',
    text: `import { type Calibration, calibrate } from '../../models/calibrate.ts';`,
    because: /may only know its types/,
  },
  {
    rule: 'an import for its side effects is no type import',
    file: 'electron/common/recipe.ts',
    text: `import '../../models/calibrate.ts';`,
    because: /may only know its types/,
  },
  {
    rule: 'the manifest knows nothing but itself',
    file: 'models/manifest.ts',
    text: `import { calibrate } from './calibrate.ts';`,
    because: /models\/manifest\.ts may not import models/,
  },
  {
    rule: 'common has no Node',
    file: 'electron/common/recipe.ts',
    text: `import type { Stats } from 'node:fs';`,
    because: /imports "node:fs", but electron\/common runs where Node is not/,
  },
  {
    rule: 'node does not know its entries',
    file: 'electron/node/station.ts',
    text: `import { start } from '../processes/station.ts';`,
    because: /electron\/node may not import electron\/processes/,
  },
  {
    rule: 'node never imports electron',
    file: 'electron/node/station.ts',
    text: `import { app } from 'electron';`,
    because: /imports package "electron", which only electron\/main, electron\/preload\.ts may import/,
  },
  {
    rule: 'main stays off the models',
    file: 'electron/main/main.ts',
    text: `import type { Manifest } from '../../models/manifest.ts';`,
    because: /electron\/main may not import models/,
  },
  {
    rule: 'preload knows only types of common',
    file: 'electron/preload.ts',
    text: `import { channel } from './common/rpc.ts';`,
    because: /may only know its types/,
  },
  {
    rule: 'the renderer knows electron/common only',
    file: 'renderer/main.ts',
    text: `export { settle } from '../electron/node/intake/settle.ts';`,
    because: /renderer may not import electron\/node/,
  },
  {
    rule: 'script setup of a component is read too, with its line in the file',
    file: 'renderer/App.vue',
    text: `<template><p>x</p></template>\n<script setup lang="ts">\nimport fs from 'node:fs';\n</script>`,
    because: /renderer\/App\.vue:3: imports "node:fs"/,
  },
  {
    rule: 'and so is its plain script',
    file: 'renderer/App.vue',
    text: `<script lang="ts">\nimport sharp from 'sharp';\n</script>`,
    because: /imports package "sharp"/,
  },
  {
    rule: 'dynamic imports count',
    file: 'renderer/main.ts',
    text: `await import('../models/manifest.ts');`,
    because: /renderer may not import models/,
  },
  {
    rule: 'import types count',
    file: 'models/teach.ts',
    text: `let x: import('../renderer/host.ts').Host;`,
    because: /models may not import renderer/,
  },
  {
    rule: 'require counts',
    file: 'models/teach.ts',
    text: `const x = require('../electron/cli.ts');`,
    because: /models may not import electron\/cli\.ts/,
  },
  {
    rule: 'a computed import cannot be followed',
    file: 'electron/node/plugins.ts',
    text: `await import(name);`,
    because: /computed at run time/,
  },
  {
    rule: 'one importer of onnxruntime-node',
    file: 'models/calibrate.ts',
    text: `import * as ort from 'onnxruntime-node';`,
    because: /which only models\/session\.ts may import/,
  },
  {
    rule: 'SQLite stays in the store',
    file: 'electron/node/station.ts',
    text: `import type Database from 'better-sqlite3';`,
    because: /which only electron\/node\/store may import/,
  },
  {
    rule: 'a deep path is still the package',
    file: 'models/calibrate.ts',
    text: `import x from 'better-sqlite3/lib/util.js';`,
    because: /imports package "better-sqlite3"/,
  },
  {
    rule: 'vue stays in the renderer',
    file: 'electron/common/state.ts',
    text: `import { ref } from 'vue';`,
    because: /which only renderer may import/,
  },
  {
    rule: 'a development package is not for the product',
    file: 'electron/node/webHost.ts',
    text: `import { preview } from 'vite';`,
    because: /imports package "vite", which has no row/,
  },
  {
    rule: 'Node modules are spelled with node:',
    file: 'electron/node/webHost.ts',
    text: `import fs from 'fs';`,
    because: /imports package "fs", which package\.json does not name/,
  },
  {
    rule: 'no threads around native modules',
    file: 'electron/node/pool.ts',
    text: `import { Worker } from 'node:worker_threads';`,
    because: /crash Electron/,
  },
  {
    rule: 'nothing imports tests',
    file: 'electron/node/pool.ts',
    text: `import { fake } from '../../test/helpers/fake.ts';`,
    because: /electron\/node may not import test/,
  },
  {
    rule: 'nothing imports build',
    file: 'renderer/main.ts',
    text: `import { projectRoot } from '../build/projectRoot.ts';`,
    because: /renderer may not import build/,
  },
  {
    rule: 'an unknown folder is refused',
    file: 'electron/helpers/x.ts',
    text: `export const x = 1;`,
    because: /electron\/helpers\/x\.ts: is in no layer/,
  },
  {
    rule: 'an unknown file at the top is refused',
    file: 'vite.config.ts',
    text: `export const x = 1;`,
    because: /vite\.config\.ts: is in no layer/,
  },
  {
    rule: 'an import out of the project is refused',
    file: 'build/x.ts',
    text: `import '../../elsewhere/x.ts';`,
    because: /which is in no layer/,
  },
];

for (const { rule, file, text, because } of refused) {
  test(`refused: ${rule}`, () => {
    const found = violations({ [file]: text });
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', because);
  });
}

const allowed: Row[] = [
  {
    rule: 'types of models in common',
    file: 'electron/common/a.ts',
    text: `import type { A } from '../../models/calibrate.ts'; import { type B } from '../../models/calibrate.ts'; export type { C } from '../../models/calibrate.ts';`,
  },
  {
    rule: 'the schemas of the manifest in common',
    file: 'electron/common/contract.ts',
    text: `import { headNames } from '../../models/manifest.ts';`,
  },
  {
    rule: 'models from node',
    file: 'electron/node/a.ts',
    text: `import { headNames } from '../../models/manifest.ts'; import { readFile } from 'node:fs/promises';`,
  },
  {
    rule: 'entries wire everything below them',
    file: 'electron/processes/teach.ts',
    text: `import '../node/a.ts'; import '../common/b.ts'; import '../../models/teach.ts';`,
  },
  { rule: 'the session', file: 'models/session.ts', text: `import * as ort from 'onnxruntime-node';` },
  {
    rule: 'the store',
    file: 'electron/node/store/db.ts',
    text: `import Database from 'better-sqlite3';`,
  },
  {
    rule: 'preload: types of common and electron',
    file: 'electron/preload.ts',
    text: `import type { Port } from './common/port.ts'; import { ipcRenderer } from 'electron';`,
  },
  {
    rule: 'the renderer',
    file: 'renderer/App.vue',
    text: `<script setup lang="ts">\nimport { ref } from 'vue';\nimport { rule } from '../electron/common/verdict.ts';\nimport Tile from './components/Tile.vue';\n</script>`,
  },
  {
    rule: 'tests import anything installed',
    file: 'test/e2e/live.spec.ts',
    text: `import 'playwright-core'; import '../../renderer/host.ts'; import '../../electron/cli.ts'; import { Worker } from 'node:worker_threads';`,
  },
];

for (const { rule, file, text } of allowed) {
  test(`allowed: ${rule}`, () => {
    assert.deepEqual(violations({ [file]: text }), []);
  });
}

test('a dependency nobody has placed is refused', () => {
  assert.match(
    violations({}, [...dependencies, 'left-pad'])[0] ?? '',
    /dependency "left-pad" has no row in build\/layerTable\.ts/,
  );
});

test('no layer can reach itself through others', () => {
  const product = layers.filter((layer) => layer.folder !== 'build' && layer.folder !== 'test');
  const reach = (folder: string, seen: readonly string[]): void => {
    assert.ok(!seen.includes(folder), `${[...seen, folder].join(' -> ')} is a cycle`);
    const layer = product.find((one) => one.folder === folder);
    for (const next of [...(layer?.imports ?? []), ...(layer?.importsTypesOf ?? [])]) {
      reach(next, [...seen, folder]);
    }
  };
  for (const { folder } of product) reach(folder, []);
});
