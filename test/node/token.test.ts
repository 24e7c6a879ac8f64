import assert from 'node:assert/strict';
import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isSameSecret, readOrMakeToken } from '../../electron/node/token.ts';
import { tempFolder } from '../helpers/tempFolder.ts';

test('a token is made once, stays, and is for its user only', async (context) => {
  const folder = tempFolder(context);
  const home = join(folder, 'new home');
  const first = await readOrMakeToken(home);
  assert.equal(await readOrMakeToken(home), first);
  assert.match(first, /^[\w-]{43}$/);
  const file = join(home, 'token');
  if (process.platform !== 'win32') {
    assert.equal(statSync(file).mode & 0o777, 0o600);
    chmodSync(file, 0o644);
    assert.equal(await readOrMakeToken(home), first);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  }
});

test('a damaged token is refused, not replaced', async (context) => {
  const folder = tempFolder(context);
  writeFileSync(join(folder, 'token'), 'short\n');
  await assert.rejects(readOrMakeToken(folder), /holds no token; delete it/);
});

test('secrets are the same only when they are', () => {
  assert.equal(isSameSecret('abc', 'abc'), true);
  for (const wrong of ['', 'ab', 'abd', 'abcd']) assert.equal(isSameSecret(wrong, 'abc'), false);
});
