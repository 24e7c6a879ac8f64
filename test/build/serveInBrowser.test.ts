import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { projectRoot } from '../../build/projectRoot.ts';

/** Stands in for `cli serve`: says it is ready, and ends with code 7 when asked to stop. */
const station = `
  console.log('{"file":"not the ready line"}');
  console.log(JSON.stringify({ url: 'http://127.0.0.1:1/?token=abc', watch: null, pid: process.pid }));
  process.on('SIGTERM', () => { console.log('finished the image in hand'); setTimeout(() => process.exit(7), 50); });
  process.on('SIGINT', () => {});
  setTimeout(() => process.exit(9), 20_000);
`;

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-start-'));
  await writeFile(join(folder, 'station.mjs'), station);
  await writeFile(
    join(folder, 'start.mjs'),
    `import { pathToFileURL } from 'node:url';
     const { serveInBrowser } = await import(pathToFileURL(process.argv[2]));
     const opened = (url) => console.log('opened ' + url);
     process.exitCode = await serveInBrowser(process.argv.slice(3), process.cwd(), opened);`,
  );
});
after(() => rm(folder, { recursive: true, force: true }));

function start(args: readonly string[]): {
  process: ChildProcess;
  lines: string[];
  code: Promise<number | null>;
} {
  const starter = spawn(
    process.execPath,
    [join(folder, 'start.mjs'), join(projectRoot, 'build', 'serveInBrowser.ts'), ...args],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines: string[] = [];
  createInterface({ input: starter.stdout }).on('line', (line) => lines.push(line));
  const code = new Promise<number | null>((resolve) => {
    starter.on('close', resolve);
  });
  return { process: starter, lines, code };
}

async function until(condition: () => boolean): Promise<void> {
  const deadlineMs = performance.now() + 10_000;
  while (!condition()) {
    assert.ok(performance.now() < deadlineMs, 'waited 10 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('prints the address, opens it, stops the station on Ctrl-C and passes its exit code on', async (t) => {
  if (process.platform === 'win32') {
    t.skip('Windows cannot send Ctrl-C to another process');
    return;
  }
  const run = start(['station.mjs']);
  await until(() => run.lines.some((line) => line.startsWith('opened')));
  assert.ok(run.lines.includes('Plumbline is ready at http://127.0.0.1:1/?token=abc'));
  assert.ok(run.lines.includes('opened http://127.0.0.1:1/?token=abc'));
  assert.ok(run.lines.includes('{"file":"not the ready line"}'), 'other output goes through');
  // One Ctrl-C arrives twice: from the terminal and from npm.
  run.process.kill('SIGINT');
  run.process.kill('SIGINT');
  assert.equal(await run.code, 7);
  assert.ok(run.lines.includes('finished the image in hand'));
});

test('a station that refuses to start ends the command with its code', async () => {
  await writeFile(join(folder, 'refuses.mjs'), 'process.exitCode = 3;');
  const run = start(['refuses.mjs']);
  assert.equal(await run.code, 3);
  assert.deepEqual(run.lines, []);
});
