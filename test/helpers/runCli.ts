import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../electron/cli.ts', import.meta.url));

export interface CliRun {
  readonly code: number | null;
  readonly errors: string;
  /** Each line of standard output, which is JSON. */
  readonly lines: readonly Record<string, unknown>[];
}

/** Runs a command to its end in a process of its own. */
export async function runCli(args: readonly string[], cwd?: string): Promise<CliRun> {
  const child = spawn(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  const lines = out.split('\n').filter((line) => line !== '');
  return { code, errors, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

export interface ServeRun {
  readonly process: ChildProcess;
  readonly ready: { readonly url: string; readonly watch: string | null; readonly pid: number };
  /** Everything written to standard error so far. */
  errors(): string;
  /** Sends the signal and resolves to the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts `serve` with these arguments; rejects with what it said when it ends before it is ready. */
export async function runServe(args: readonly string[]): Promise<ServeRun> {
  const child = spawn(process.execPath, [cli, 'serve', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const closed = once(child, 'close') as Promise<[number | null]>;
  const line = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const first = await Promise.race([line, closed]);
  if (typeof first[0] !== 'string') throw new Error(`serve ended with code ${first[0]}: ${errors.trim()}`);
  return {
    process: child,
    ready: JSON.parse(first[0]) as ServeRun['ready'],
    errors: () => errors,
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      return (await closed)[0];
    },
  };
}
