import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluateTestSet } from '../../electron/node/evaluate/evaluateTestSet.ts';
import { writeReport } from '../../electron/node/evaluate/report/writeReport.ts';
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
  /** Folder for the report on the halves asked. */
  readonly report: string;
}

/** Judges with a taught bundle the asked halves of the test set, and what its limit was set with. */
export async function measureRun({
  set,
  data,
  bundle,
  halves,
  teachArguments,
  report,
}: MeasureOptions): Promise<QualityRun> {
  await using opened = await openBundle(bundle, { provider: 'cpu' });
  const { id, preprocessing, heads, calibration, fusion, teaching } = opened.bundle.manifest;
  const { images, strayMasks } = await mvtecTestSet(data);
  const halfByFile = new Map<string, Half>();
  for (const { path, file } of images) halfByFile.set(file, halfOf(await readFile(path)));
  const testSet = {
    images: images.filter(({ file }) => halves.includes(halfByFile.get(file)!)),
    strayMasks,
  };
  const evaluation = await evaluateTestSet(opened, testSet);
  await writeReport(report, evaluation, opened, testSet);
  return {
    set,
    seed: teaching.seed,
    teachArguments,
    manifest: { id, preprocessing, heads, calibration, teaching, ...(fusion && { fusion }) },
    images: evaluation.scores.map(({ file, kind, scores: raw }) => ({
      file,
      kind,
      half: halfByFile.get(file)!,
      scores: raw,
    })),
    unreadable: evaluation.unreadable,
    pixels: Object.fromEntries(
      Object.entries(evaluation.heads).flatMap(([head, { pixels }]) => (pixels ? [[head, pixels]] : [])),
    ),
    heldOut: await measureHeldOut(opened, join(data, 'train', 'good')),
  };
}
