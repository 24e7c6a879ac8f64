import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChildProcess, LaunchProcess } from './childProcess.ts';
import { ipcPort } from './ports.ts';

/**
 * Starts processes of ours with plain Node. `entry` is the address of the program that calls and `processes` that of
 * the folder with the entries, which have the same ending: sources and bundles lie in the same order.
 */
export function launchFrom(processes: URL, entry: string): LaunchProcess {
  return (name) => forkProcess(new URL(`${name}${extname(fileURLToPath(entry))}`, processes));
}

/**
 * glibc gives every thread an arena of its own and hardly returns what images leave in them (sharp's manual, "Memory
 * management on Linux"): fewer arenas keep a process that decodes for months from growing. Other systems ignore it.
 */
const childEnvironment = { MALLOC_ARENA_MAX: '2', ...process.env };

/** Forks one entry; it ends by itself when this process is gone, since the channel closes then. */
export function forkProcess(entry: URL, args: readonly string[] = []): ChildProcess {
  // Standard output belongs to the results of the command that runs here.
  const child = fork(entry, [...args], {
    stdio: ['ignore', 2, 2, 'ipc'],
    execArgv: [],
    env: childEnvironment,
  });
  const ended = new Promise<[code: number | null, signal: string | null]>((resolve) => {
    // 'close' comes after the last message was read; a process that could not be started only has an error.
    child.once('close', (code, signal) => resolve([code, signal]));
    child.on('error', (error) => {
      if (child.pid === undefined) resolve([null, `the system (${error.message})`]);
    });
  });
  return {
    get pid() {
      return child.pid;
    },
    port: ipcPort(child),
    onExit: (listener) => void ended.then(([code, signal]) => listener(code, signal)),
    kill: () => void child.kill('SIGKILL'),
  };
}
