import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluateTestSet } from '../../electron/node/evaluate/evaluateTestSet.ts';
import { mvtecTestSet } from '../../electron/node/evaluate/testSet.ts';
import { openBundle } from '../../electron/node/openBundle.ts';
import { type Half, halfOf } from './halves.ts';
import { measureHeldOut } from './measureHeldOut.ts';
import type { QualityRun } from './qualityRun.ts';

export interface MeasureOptions {
  readonly set: string;
  /** The set's folder, in MVTec layout. */
  readonly data: string;
  readonly bundle: string;
  readonly halves: readonly Half[];
  readonly teachArguments: readonly string[];
}

/** Judges with a taught bundle the asked halves of the test set, and what its limit was set with. */
export async function measureRun({
  set,
  data,
  bundle,
  halves,
  teachArguments,
}: MeasureOptions): Promise<QualityRun> {
  await using opened = await openBundle(bundle, { provider: 'cpu' });
  const { id, preprocessing, heads, calibration, fusion, teaching } = opened.bundle.manifest;
  const { images, strayMasks } = await mvtecTestSet(data);
  const halfByFile = new Map<string, Half>();
  for (const { path, file } of images) halfByFile.set(file, halfOf(await readFile(path)));
  const wanted = images.filter(({ file }) => halves.includes(halfByFile.get(file)!));
  const {
    scores,
    unreadable,
    heads: evaluated,
  } = await evaluateTestSet(opened, { images: wanted, strayMasks });
  return {
    set,
    seed: teaching.seed,
    teachArguments,
    manifest: { id, preprocessing, heads, calibration, teaching, ...(fusion && { fusion }) },
    images: scores.map(({ file, kind, scores: raw }) => ({
      file,
      kind,
      half: halfByFile.get(file)!,
      scores: raw,
    })),
    unreadable,
    pixels: Object.fromEntries(
      Object.entries(evaluated).flatMap(([head, { pixels }]) => (pixels ? [[head, pixels]] : [])),
    ),
    heldOut: await measureHeldOut(opened, join(data, 'train', 'good')),
  };
}
