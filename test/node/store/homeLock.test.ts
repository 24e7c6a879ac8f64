import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { lockHome } from '../../../electron/node/store/homeLock.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

test('a home is held once, and free again after release', (t) => {
  const home = join(tempFolder(t), 'not made yet');
  const lock = lockHome(home);
  assert.throws(() => lockHome(home), new RegExp(`Another station \\(process ${process.pid}\\) works in`));
  lock.release();
  lockHome(home).release();
});

test('the lock goes with its process, even when that is killed', async (t) => {
  const home = tempFolder(t);
  const source = `import { lockHome } from ${JSON.stringify(new URL('../../../electron/node/store/homeLock.ts', import.meta.url).href)};
    lockHome(${JSON.stringify(home)}); console.log('held'); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  assert.throws(() => lockHome(home), new RegExp(`process ${holder.pid}`));
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  lockHome(home).release();
});
