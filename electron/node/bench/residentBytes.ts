import { execFileSync } from 'node:child_process';

export interface ResidentBytes {
  /** Of the process itself. */
  readonly own: number;
  /** Of all its descendants together. */
  readonly descendants: number;
}

/** Resident memory of a process and all its descendants. Linux (procfs) and macOS (ps); elsewhere a sentence says that it cannot be measured. */
export function residentBytes(root: number): ResidentBytes {
  if (process.platform === 'win32') throw new Error('Resident memory is measured on Linux and macOS only.');
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [pid: number, parent: number, kibibytes: number]);
  const family = new Set([root]);
  // A child can be listed before its parent: repeat until nothing is added.
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const [pid, parent] of rows) if (family.has(parent)) family.add(pid);
  }
  const bytesOf = (belongs: (pid: number) => boolean): number =>
    rows.filter(([pid]) => belongs(pid)).reduce((sum, [, , kibibytes]) => sum + kibibytes * 1024, 0);
  return {
    own: bytesOf((pid) => pid === root),
    descendants: bytesOf((pid) => pid !== root && family.has(pid)),
  };
}
