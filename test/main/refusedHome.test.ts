import '../helpers/electronDouble/register.ts';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type * as Electron from '../helpers/electronDouble/electron.ts';

const { double } = (await import('electron')) as unknown as typeof Electron;
const { runDesktop } = await import('../../electron/main/desktop.ts');
const root = mkdtempSync(join(tmpdir(), 'plumbline-refused-'));
after(() => rmSync(root, { recursive: true, force: true }));
const desktop = {
  args: ['.', '--home', join(root, 'refused')],
  entryOf: () => fileURLToPath(new URL('../helpers/stubStationProcess.ts', import.meta.url)),
  preload: '',
  screen: join(root, 'screen'),
};

test('a second instance on the same home ends before it touches anything', async () => {
  double.lockIsFree = false;
  await runDesktop(desktop);
  assert.equal(double.exitCode, 0);
  assert.deepEqual([double.windows.length, double.utilities.length], [0, 0]);
  double.lockIsFree = true;
  double.exitCode = null;
  double.exited = Promise.withResolvers();
});

test('a home that cannot be opened is told in a box, and the app ends', async () => {
  await runDesktop(desktop);
  assert.equal(await double.exited.promise, 1);
  assert.deepEqual(double.errorBoxes, ['Plumbline cannot start: Another station holds this home.']);
  assert.equal(double.utilities.length, 1, 'it is not tried again');
});
