import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BundleError } from '../../../models/bundle.ts';
import { providers } from '../../../models/session.ts';
import { evaluateTestSet } from '../evaluate/evaluateTestSet.ts';
import { writeReport } from '../evaluate/report/writeReport.ts';
import { mvtecTestSet, testFolders, type TestSet } from '../evaluate/testSet.ts';
import { runThreads } from '../inference/runThreads.ts';
import { openBundle } from '../openBundle.ts';
import { UsageError } from '../usageError.ts';
import type { Command } from './command.ts';
import { oneOf, readOptions, someText } from './readOptions.ts';

const folder = someText('must name a folder');

const shape = {
  values: {
    bundle: folder,
    good: folder,
    bad: folder,
    masks: folder,
    data: folder,
    report: folder,
    provider: oneOf(providers),
  },
  needed: { bundle: 'the folder of the bundle' },
} as const;

export const evaluate: Command = {
  help: `evaluate --bundle BUNDLE (--good DIR --bad DIR [--masks DIR] | --data ROOT) [--report DIR] [--provider P]

Judges images with a known answer. The last line is JSON: {bundle, provider, head, limit, calibration, images,
overkillAllowance, heads: {name: {limit, auroc, averagePrecision, escape, overkill, defects, pixels}}, masks,
unreadable, scores: [{file, kind, verdict, scores}]}. Intervals are two-sided 95 %, upperBound is one-sided.
  --bundle BUNDLE  the folder of the bundle
  --good DIR       images of good parts, with sub-folders
  --bad DIR        images of bad parts; a sub-folder is a kind of defect
  --masks DIR      pictures that are white where the defect is: each where its image is in the bad folder, named
                   STEM_mask or STEM
  --data ROOT      instead of these: ROOT/test/good, ROOT/test/DEFECT, ROOT/ground_truth/DEFECT/STEM_mask.png
  --report DIR     also writes report.html (one file, for people), report.json and scores.csv there
  --provider P     ${providers.join(', ')} (default cpu)
`,
  async run(args, { result, progress, stop }) {
    const { values } = readOptions('evaluate', args, shape);
    const testSet = await testSetOf(values);
    const { images } = testSet;
    // Before minutes of judging, not after them.
    if (values.report !== undefined) await mkdir(resolve(values.report), { recursive: true });
    await using opened = await openBundle(resolve(values.bundle ?? ''), {
      provider: values.provider ?? 'cpu',
      threads: runThreads,
    }).catch((error: unknown) => {
      throw error instanceof BundleError ? new UsageError(error.message, { cause: error }) : error;
    });
    progress(`${images.length} images, ${opened.bundle.manifest.product}, on ${opened.judge.provider}.`);
    let toldMs = performance.now();
    const evaluation = await evaluateTestSet(opened, testSet, {
      onJudged({ done }) {
        if (performance.now() - toldMs < 3000) return;
        toldMs = performance.now();
        progress(`Judged: ${done} of ${images.length} images.`);
      },
      signal: stop,
    }).catch((error: unknown) => {
      if (stop.aborted) throw new Error('Stopped before all images were judged; nothing was written.');
      throw error instanceof RangeError
        ? new UsageError(`evaluate: ${error.message}`, { cause: error })
        : error;
    });
    for (const { file, reason } of evaluation.unreadable) progress(`Not inspected: ${file}: ${reason}`);
    for (const { file, reason } of evaluation.masks?.unusable ?? [])
      progress(`Mask left out: ${file}: ${reason}`);
    if (values.report !== undefined) await writeReport(resolve(values.report), evaluation, opened, testSet);
    result(evaluation);
    return 0;
  },
};

async function testSetOf({
  good,
  bad,
  masks,
  data,
}: Readonly<Partial<Record<'good' | 'bad' | 'masks' | 'data', string | undefined>>>): Promise<TestSet> {
  if (data !== undefined) {
    if (good !== undefined || bad !== undefined || masks !== undefined) {
      throw new UsageError('evaluate: --data stands instead of --good, --bad and --masks.');
    }
    return await mvtecTestSet(data);
  }
  if (good === undefined || bad === undefined) {
    throw new UsageError('evaluate: name --good and --bad, or --data for a folder as MVTec AD lies.');
  }
  return await testFolders({ good, bad, masks: masks ?? null });
}
