import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A headless station in a process of its own, as a user would start it. */
export interface SpawnedStation {
  readonly process: ChildProcess;
  /** Date.now() just before the process was started. */
  readonly spawnedAt: number;
  /** Asks it to finish the image in hand and waits for its end. */
  stop(): Promise<void>;
}

/**
 * Starts `serve` with the command line this process itself runs, and waits for its line of JSON.
 * Throws with what it wrote to stderr when it ends first.
 */
export async function spawnStation(args: readonly string[]): Promise<SpawnedStation> {
  const spawnedAt = Date.now();
  const child = spawn(process.execPath, [...process.execArgv, commandLine(), 'serve', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4000)));
  const exited = once(child, 'exit');
  const ready = once(createInterface({ input: child.stdout }), 'line');
  const first = await Promise.race([ready.then(() => 'ready' as const), exited.then(() => 'ended' as const)]);
  if (first === 'ended') throw new Error(`The station ended before it was ready: ${errors.trim()}`);
  return {
    process: child,
    spawnedAt,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** The script this process was started with: the command line itself, in source or bundled. */
export function commandLine(): string {
  const script = process.argv[1];
  if (script === undefined) throw new Error('The bench runs from the command line only.');
  return script;
}
