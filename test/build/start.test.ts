import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { projectRoot } from '../../build/projectRoot.ts';

let home: string;
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'plumbline-first-start-'));
});
after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

test('the first npm start makes a home, serves the page behind its token and stops cleanly', async (t) => {
  if (process.platform === 'win32') {
    t.skip('Windows has no SIGTERM to end the station with');
    return;
  }
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
  const starter = spawn(process.execPath, ['build/start.ts', '--browser', '--home', home], {
    cwd: projectRoot,
    // Without a display no browser window opens on the machine that runs the tests.
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => {
    starter.on('close', resolve);
  });
  try {
    let errors = '';
    starter.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const said: string[] = [];
    for await (const line of createInterface({ input: starter.stdout })) {
      said.push(line);
      if (line.startsWith('Plumbline is ready at ')) break;
    }
    assert.match(said[0] ?? '', /^No Electron window: the command line asks for the browser\./);
    const address = new URL(said.at(-1)?.split(' ').at(-1) ?? '');
    assert.equal(address.hostname, '127.0.0.1', errors);
    assert.ok(address.href.length > address.origin.length + 8, `${address.href} carries a token`);

    const opened = await fetch(address);
    const [cookie = ''] = opened.headers.getSetCookie();
    const page = await fetch(new URL('/', address), { headers: { cookie: cookie.split(';')[0] ?? '' } });
    assert.equal(page.status, 200);
    assert.match(await page.text(), /<script type="module"/);
    assert.ok((await readdir(home)).length > 0, 'the home is there');

    starter.kill('SIGTERM');
    assert.equal(await ended, 0, errors);
  } finally {
    starter.kill('SIGTERM');
    await ended;
  }
});
