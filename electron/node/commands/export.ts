import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BundleError } from '../../../models/bundle.ts';
import { exportedModel } from '../../../models/exportedModel.ts';
import { openBundle } from '../openBundle.ts';
import { UsageError } from '../usageError.ts';
import type { Command } from './command.ts';
import { readOptions, someText } from './readOptions.ts';

export const exportModel: Command = {
  help: `export --bundle BUNDLE --out FILE

Writes the model of a bundle as one ONNX file that can be used elsewhere: image in; scores, anomaly map and
reconstruction out. Its metadata_props hold product, head, limit, scoreOutput, preprocessing and the whole manifest
(JSON). A file of that name is replaced. One JSON line: {path, sizeBytes, head, limit}.
  --bundle BUNDLE  the folder of the bundle; its reference images are judged first, as everywhere
  --out FILE       the file to write
`,
  async run(args, { result }) {
    const { values } = readOptions('export', args, {
      values: { bundle: someText('must name a folder'), out: someText('must name a file') },
      needed: { bundle: 'the folder of the bundle', out: 'the file to write' },
    });
    const path = resolve(values.out ?? '');
    await using opened = await openBundle(resolve(values.bundle ?? ''), { provider: 'cpu' }).catch(
      (error: unknown) => {
        throw error instanceof BundleError ? new UsageError(error.message, { cause: error }) : error;
      },
    );
    const bytes = exportedModel(opened.bundle);
    await replaceFile(path, bytes);
    const { head, limit } = opened.bundle.manifest.calibration;
    result({ path, sizeBytes: bytes.length, head, limit });
    return 0;
  },
};

/** A reader finds the old file or the new one. */
async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const fresh = `${path}.tmp`;
  try {
    await using file = await open(fresh, 'w');
    await file.writeFile(bytes);
    await file.sync();
    await rename(fresh, path);
  } finally {
    await rm(fresh, { force: true });
  }
}
