import { readFile } from 'node:fs/promises';

import { createJudge } from '../../../models/judge.ts';
import { readBundle } from '../../../models/readBundle.ts';
import { decodeImage } from '../imaging/decode.ts';
import { prepareImage } from '../imaging/prepare.ts';

export interface RawLoopOrder {
  readonly bundle: string;
  readonly files: readonly string[];
  readonly threads: number;
}
/** Wall-clock times, milliseconds since the epoch, comparable between processes. */
export interface RawLoopResult {
  readonly beganMs: number;
  readonly endedMs: number;
}

/** Warms up on the first file, reports ready, waits for `begin`; then decodes one image ahead while the present one runs. */
process.once('message', (order: RawLoopOrder) => void prepare(order));

async function prepare(order: RawLoopOrder): Promise<void> {
  const bundle = await readBundle(order.bundle);
  const judge = await createJudge(bundle, { provider: 'cpu', threads: order.threads });
  const preprocessing = { ...bundle.manifest.preprocessing, otherSizes: 'scaleRegion' as const };
  const { bitDepth = null } = preprocessing;
  const load = async (file: string) =>
    prepareImage(await decodeImage(await readFile(file), { bitDepth }), preprocessing);
  const [first] = order.files;
  if (first === undefined) throw new Error('The raw loop needs at least one file.');
  for (let warmUp = 0; warmUp < 3; warmUp += 1) await judge.judge([await load(first)]);

  process.once('message', () => void run());
  process.send?.('ready');

  async function run(): Promise<void> {
    const beganMs = Date.now();
    let next = load(first as string);
    for (let index = 0; index < order.files.length; index += 1) {
      const pixels = await next;
      const following = order.files[index + 1];
      if (following !== undefined) next = load(following);
      await judge.judge([pixels]);
    }
    process.send?.({ beganMs, endedMs: Date.now() } satisfies RawLoopResult);
  }
}
