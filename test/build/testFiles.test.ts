import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { findTestFiles } from '../../build/testFiles.ts';

let root: string;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-tests-'));
  for (const path of [
    'test/models/adam.test.ts',
    'test/electron/node/store/db.test.ts',
    'test/e2e/live.spec.ts',
    'test/bench/speed.test.ts',
    'test/helpers/fake.test.ts',
    'test/helpers/fake.ts',
    'models/stray.test.ts',
  ]) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), '');
  }
});
after(() => rm(root, { recursive: true, force: true }));

test('finds tests and end-to-end tests, but neither bench nor helpers', () => {
  assert.deepEqual(findTestFiles([], root), {
    plain: ['test/electron/node/store/db.test.ts', 'test/models/adam.test.ts'],
    endToEnd: ['test/e2e/live.spec.ts'],
  });
});

test('a filter is a part of the path', () => {
  assert.deepEqual(findTestFiles(['store', 'e2e'], root), {
    plain: ['test/electron/node/store/db.test.ts'],
    endToEnd: ['test/e2e/live.spec.ts'],
  });
  assert.deepEqual(findTestFiles(['nothing'], root), { plain: [], endToEnd: [] });
});
