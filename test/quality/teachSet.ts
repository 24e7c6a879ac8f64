import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';

const cli = resolve(import.meta.dirname, '../../electron/cli.ts');

/** Teaches by the command an engineer would type, in a process of its own; what it says goes to `log`. Throws when it fails. */
export async function teachSet(options: {
  readonly good: string;
  readonly bundle: string;
  readonly product: string;
  readonly seed: number;
  readonly teachArguments: readonly string[];
  readonly log: string;
}): Promise<void> {
  const { good, bundle, product, seed, teachArguments, log } = options;
  const what = ['--good', good, '--out', bundle, '--product', product, '--seed', String(seed)];
  const args = ['teach', ...what, ...teachArguments];
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [[code]] = await Promise.all([
    once(child, 'exit') as Promise<[number | null]>,
    pipeline(child.stderr, createWriteStream(log)),
  ]);
  if (code !== 0) throw new Error(`cli ${args.join(' ')} ended with code ${code}; see ${log}.`);
}
