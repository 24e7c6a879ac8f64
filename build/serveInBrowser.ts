import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { superviseChild } from './superviseChild.ts';

/**
 * Runs the headless station and prints the address of its page once it is ready. `args` are for Node: script
 * and arguments of a command that prints `{url}` as one JSON line. Resolves to the command's exit code.
 */
export function serveInBrowser(
  args: readonly string[],
  folder: string,
  openPage: ((url: string) => void) | null,
): Promise<number> {
  const station = spawn(process.execPath, args, { cwd: folder, stdio: ['inherit', 'pipe', 'inherit'] });
  createInterface({ input: station.stdout }).on('line', (line) => {
    const url = readyUrl(line);
    if (url === null) {
      console.log(line);
      return;
    }
    console.log(`Plumbline is ready at ${url}\nCtrl-C stops it.`);
    openPage?.(url);
  });
  return superviseChild(station);
}

function readyUrl(line: string): string | null {
  if (!line.startsWith('{')) return null;
  try {
    const ready: unknown = JSON.parse(line);
    if (typeof ready !== 'object' || ready === null || !('url' in ready)) return null;
    return typeof ready.url === 'string' ? ready.url : null;
  } catch {
    return null;
  }
}
