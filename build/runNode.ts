import { spawn } from 'node:child_process';
import { projectRoot } from './projectRoot.ts';

/** What a finished child process left: `code` is 128 + signal number when a signal ended it. */
export interface Finished {
  code: number;
  output: string;
}

const signalNumbers: Partial<Record<NodeJS.Signals, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGKILL: 9,
  SIGTERM: 15,
};

/** Exit code a shell would report for a child that ended this way. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : (signalNumbers[signal] ?? 0));
}

/**
 * Runs a script with this very Node in the project root and waits for its end. Its stdout and stderr go
 * through, or are collected into `output` in the order they came. Never goes through a shell, so it reads
 * the same on Windows.
 */
export function runNode(
  args: readonly string[],
  stdio: 'inherit' | 'collect',
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: projectRoot,
      env: environment,
      stdio: stdio === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code: exitCodeOf(code, signal), output: Buffer.concat(chunks).toString() });
    });
  });
}
