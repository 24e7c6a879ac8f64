import { readFileSync } from 'node:fs';

/** Whether a process runs. One that has ended and waits for its parent to take note, as pid 1 of a container may not, does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // The state follows the name, which is in parentheses and may hold some: proc_pid_stat(5).
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
