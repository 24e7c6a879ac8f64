import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromiumPath } from '../../build/chromiumPath.ts';
import { electronBinary } from '../../build/electronBinary.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-browser-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function executable(...path: string[]): Promise<string> {
  const file = join(folder, ...path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, '');
  await chmod(file, 0o755);
  return file;
}

test('PLUMBLINE_CHROMIUM decides alone', async () => {
  const named = await executable('named', 'my browser');
  assert.equal(chromiumPath({ PLUMBLINE_CHROMIUM: named, PATH: '' }), named);
  assert.throws(
    () => chromiumPath({ PLUMBLINE_CHROMIUM: join(folder, 'gone') }),
    /PLUMBLINE_CHROMIUM names ".*gone", which is no executable file/,
  );
});

test('a browser on the PATH is found, Chromium before the others', async () => {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const edge = await executable('first', `msedge${suffix}`);
  assert.equal(chromiumPath({ PATH: join(folder, 'first') }), edge);
  const chromium = await executable('second', `chromium${suffix}`);
  const path = ['first', 'second'].map((name) => join(folder, name)).join(delimiter);
  assert.equal(chromiumPath({ PATH: path }), chromium);
});

test("Electron's binary is there only once its installer has left path and file", async () => {
  const electron = join(folder, 'electron');
  await mkdir(electron);
  assert.equal(electronBinary(electron), null);
  await writeFile(join(electron, 'path.txt'), 'electron');
  assert.equal(electronBinary(electron), null);
  const binary = await executable('electron', 'dist', 'electron');
  assert.equal(electronBinary(electron), binary);
});
