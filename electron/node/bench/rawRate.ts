import { fork } from 'node:child_process';
import { once } from 'node:events';

import type { RawLoopOrder, RawLoopResult } from './rawLoop.ts';

export interface RawRate {
  readonly imagesPerSecond: number;
  readonly processes: 1 | 2;
}

/**
 * The limit of this machine: decoding and `session.run` alone, nothing stored and nothing drawn, by the
 * better of one process (two threads a run) and two processes (one thread a run, half of the files each).
 */
export async function rawRate(bundle: string, files: readonly string[]): Promise<RawRate> {
  const one = await loops([{ bundle, files, threads: 2 }]);
  const middle = Math.ceil(files.length / 2);
  const two = await loops([
    { bundle, files: files.slice(0, middle), threads: 1 },
    { bundle, files: files.slice(middle), threads: 1 },
  ]);
  return one >= two ? { imagesPerSecond: one, processes: 1 } : { imagesPerSecond: two, processes: 2 };
}

/** Images a second of all loops together, from the first one's begin to the last one's end. */
async function loops(orders: readonly RawLoopOrder[]): Promise<number> {
  const children = orders.map(() =>
    fork(new URL(import.meta.resolve('./rawLoop.ts')), { serialization: 'json' }),
  );
  try {
    await Promise.all(
      children.map(async (child, index) => {
        const ready = once(child, 'message');
        child.send(orders[index] as RawLoopOrder);
        await ready;
      }),
    );
    const results = await Promise.all(
      children.map(async (child) => {
        const done = once(child, 'message');
        child.send('begin');
        return (await done)[0] as RawLoopResult;
      }),
    );
    const images = orders.reduce((sum, order) => sum + order.files.length, 0);
    const began = Math.min(...results.map((result) => result.beganMs));
    const ended = Math.max(...results.map((result) => result.endedMs));
    return images / ((ended - began) / 1000);
  } finally {
    for (const child of children) child.kill();
  }
}
