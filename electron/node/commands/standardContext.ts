import type { CommandContext } from './command.ts';

/** Results on standard output, progress on standard error, stopped by the first Ctrl-C or SIGTERM; the second one ends at once. */
export function standardContext(place: Pick<CommandContext, 'root' | 'launch'>): CommandContext {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  // Whoever reads the results may have seen enough, as `head` has.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  return {
    ...place,
    result: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
    progress: (sentence) => void process.stderr.write(`${sentence}\n`),
    stop: stop.signal,
  };
}
