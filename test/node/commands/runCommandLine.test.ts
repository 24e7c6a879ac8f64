import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Command } from '../../../electron/node/commands/command.ts';
import { commandTable } from '../../../electron/node/commands/commandTable.ts';
import { runCommandLine } from '../../../electron/node/commands/runCommandLine.ts';
import { UsageError } from '../../../electron/node/usageError.ts';

/** Runs a command line and returns what a terminal would have seen. */
async function typed(args: string[], table = commandTable) {
  const results: unknown[] = [];
  const progress: string[] = [];
  let printed = '';
  const code = await runCommandLine(
    args,
    {
      root: new URL('../../../', import.meta.url),
      launch: () => assert.fail('no process is needed here'),
      result: (value) => results.push(value),
      progress: (sentence) => progress.push(sentence),
      stop: new AbortController().signal,
    },
    (text) => (printed += text),
    table,
  );
  return { code, results, progress, printed };
}

test('--help tells every command, and every command tells its options', async () => {
  const { code, printed } = await typed(['--help']);
  assert.equal(code, 0);
  for (const name of Object.keys(commandTable)) {
    assert.match(printed, new RegExp(`^ {2}${name} `, 'm'));
    const own = await typed([name, '--help']);
    assert.equal(own.code, 0);
    assert.match(own.printed, new RegExp(`^${name} `));
    assert.ok(
      own.printed.split('\n').every((line) => line.length <= 120),
      name,
    );
    assert.deepEqual([own.results, own.progress], [[], []]);
  }
});

const wrong: string[][] = [
  [],
  ['nonsense'],
  ['constructor'],
  ['__proto__'],
  ['teach'],
  ['teach', '--good', 'x'],
  ['teach', '--good', 'x', '--out', 'y', '--minutes', '1', '--steps', '5'],
  ['teach', '--good', 'x', '--out', 'y', '--preset', 'quick', '--minutes', '1'],
  ['teach', '--good', 'x', '--out', 'y', '--preset', 'slow'],
  ['teach', '--good', 'x', '--out', 'y', '--histogram-region', '1,2,3'],
  ['teach', '--good', 'x', '--out', 'y', '--size', '100'],
  ['teach', '--good', 'x', '--out', 'y', '--channels', '2'],
  ['teach', '--good', 'x', '--out', 'y', '--region', '1,2,3'],
  ['teach', '--good', 'x', '--out', 'y', '--region', '1,2,0,3'],
  ['teach', '--good', 'x', '--out', 'y', '--head', 'guess'],
  ['teach', '--good', 'x', '--out', 'y', '--seed', '-1'],
  ['teach', '--good', 'x', '--out', 'y', '--steps', '1.5'],
  ['teach', '--good', 'x', '--out', 'y', '--replanned', '5:9'],
  ['teach', '--good', 'x', '--out', 'y', '--steps', '6', '--replanned', '5-9'],
  ['teach', '--good', 'x', '--out'],
  ['teach', '--good', '/no/such/folder', '--out', join(tmpdir(), 'no such bundle')],
  ['inspect'],
  ['inspect', '--bundle', 'x'],
  ['inspect', '--bundle', 'x', '/no/such/path'],
  ['inspect', '--bundle', 'x', '--provider', 'gpu', 'y'],
  ['inspect', '--bundel', 'x'],
  ['inspect', '--bundle', '/no/such/bundle', 'package.json'],
  ['serve', '--watch', 'x'],
  ['serve', '--bundle', 'x'],
  ['serve', '--port', '70000'],
  ['serve', '--port', 'http'],
  ['serve', 'x'],
  ['serve', '--existing', 'eat'],
  ['serve', '--name-pattern', '('],
  ['log'],
  ['log', '--home', '/no/such/home'],
  ['log', '--home', '/no/such/home', '--verdict', 'maybe'],
  ['log', '--home', '/no/such/home', '--since', 'yesterday'],
  ['log', '--home', '/no/such/home', '--since', '2026-99-99'],
  ['backup', '--home', '/no/such/home'],
  ['bench', '--only', 'speed'],
  ['bench', '--bundle', '/no/such/bundle'],
  ['camera'],
  ['camera', '--out', 'x', '--rate', 'fast'],
];
for (const args of wrong) {
  test(`wrong use is one sentence and code 2: ${args.join(' ') || '(nothing)'}`, async () => {
    const { code, results, progress, printed } = await typed(args);
    assert.equal(code, 2, progress.join());
    assert.equal(progress.length, 1);
    assert.match(progress[0] ?? '', /^[^\n]{10,}\.$/);
    assert.deepEqual([results, printed], [[], '']);
  });
}

test('a failure is told as it is, with code 1', async () => {
  const failing = (error: Error): Command => ({ help: '', run: () => Promise.reject(error) });
  const table = {
    breaks: { summary: '', load: async () => failing(new Error('The disk is full.')) },
    misused: { summary: '', load: async () => failing(new UsageError('misused: no.')) },
  };
  const broken = await typed(['breaks'], table);
  assert.deepEqual([broken.code, broken.progress], [1, ['The disk is full.']]);
  assert.equal((await typed(['misused'], table)).code, 2);
  const system = {
    reads: {
      summary: '',
      load: async () => ({ help: '', run: async () => readFileSync('/no/file').length }),
    },
  };
  const { progress } = await typed(['reads'], system);
  assert.deepEqual(progress, ['/no/file cannot be used: no such file or directory (ENOENT).']);
});
