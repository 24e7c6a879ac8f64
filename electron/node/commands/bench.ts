import { resolve } from 'node:path';
import * as v from 'valibot';
import { BundleError } from '../../../models/bundle.ts';
import { readBundle } from '../../../models/readBundle.ts';
import { bench as measure, benchParts, type BenchPart } from '../bench/bench.ts';
import { installationAt } from '../installation.ts';
import { UsageError } from '../usageError.ts';
import type { Command } from './command.ts';
import { readOptions, someText, wholeNumber } from './readOptions.ts';

const expectedParts = `must name parts among ${benchParts.join(', ')}, separated by commas`;
const parts = v.pipe(
  v.string(),
  v.transform((text) => text.split(',')),
  v.array(v.picklist(benchParts, expectedParts)),
);

const shape = {
  values: {
    bundle: someText('must name a folder'),
    only: parts,
    images: wholeNumber(20, 100_000),
    'memory-images': wholeNumber(500, 1_000_000),
  },
} as const;

export const bench: Command = {
  help: `bench [--bundle BUNDLE] [--only PARTS] [--images N] [--memory-images N]

Measures the station on this machine and prints the figures as one JSON line. Machines are noisy: compare figures of
one run only, best as ratios, and let nothing else run meanwhile.
  --bundle BUNDLE     default: the demo's
  --only PARTS        some of ${benchParts.join(', ')}; separated by commas (default: all but memory)
  --images N          camera images (1280x1024 PNG) of rate and latency, default 300
  --memory-images N   images of the memory part, default 20000

rate     images a second from files present to rows committed, against decoding and session.run alone
latency  file present until row committed, one image every 100 ms
start    starting the headless station until the first committed row
memory   resident memory of station and inference while the images go through
teach    one complete training step, against PyTorch where Debian's python3-torch is installed
`,
  async run(args, { root, result, progress }) {
    const { values } = readOptions('bench', args, shape);
    const bundle = resolve(values.bundle ?? installationAt(root).demoBundle);
    // Before minutes are spent on drawing images.
    await readBundle(bundle).catch((error: unknown) => {
      throw error instanceof BundleError ? new UsageError(error.message, { cause: error }) : error;
    });
    const results = await measure({
      bundle,
      parts: values.only ?? benchParts.filter((part: BenchPart) => part !== 'memory'),
      images: values.images ?? 300,
      memoryImages: values['memory-images'] ?? 20_000,
      onProgress: progress,
    });
    result(results);
    return 0;
  },
};
