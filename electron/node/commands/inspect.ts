import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { providers } from '../../common/stationState.ts';
import { whyNotFound } from '../../common/notFound.ts';
import { decideVerdict } from '../../common/verdict.ts';
import { BundleError } from '../../../models/bundle.ts';
import { decodeImage } from '../imaging/decode.ts';
import { type PreparedImage, prepareLocated } from '../imaging/prepare.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import type { JudgingModel } from '../inference/judgingModel.ts';
import { locatedPart } from '../inference/locatedPart.ts';
import { openModel } from '../inference/openModel.ts';
import { UsageError } from '../usageError.ts';
import type { Command } from './command.ts';
import { imageFiles } from './imageFiles.ts';
import { oneOf, readOptions, someText, wholeNumber } from './readOptions.ts';

interface PreparedFile {
  readonly beganMs: number;
  readonly decodeMs: number;
  readonly prepared: PreparedImage | Error;
}

export const inspect: Command = {
  help: `inspect --bundle BUNDLE [--provider P] [--bits N] PATH...

Judges image files (folders: recursively, sorted) without a station. One JSON line per image: {file, verdict, score,
limit, head, heads: {name: score}, ms: {decode, run, total}, reviewLimit}; an unreadable one has a reason, and so has a
part that was not found by a bundle that locates, which adds located: {dx, dy, angleDegrees, movedPx, match, leastMatch,
movedLimitPx}.
  --bundle BUNDLE  the folder of the bundle
  --provider P     ${providers.join(', ')} (default cpu)
  --bits N         bits a sample, 8 to 16: refused unless the bundle was taught with as many (default: as taught)
`,
  async run(args, { result, progress, stop }) {
    const { values, paths } = readOptions('inspect', args, {
      values: {
        bundle: someText('must name a folder'),
        provider: oneOf(providers),
        bits: wholeNumber(8, 16),
      },
      needed: { bundle: 'the folder of the bundle' },
      takesPaths: true,
    });
    if (paths.length === 0) throw new UsageError('inspect: name at least one image file or folder.');
    const files = await imageFiles('inspect', paths);
    const bitDepth = values.bits ?? null;
    const order = { bundle: resolve(values.bundle ?? ''), provider: values.provider ?? 'cpu', bitDepth };
    const { model, provider } = await openModel(order).catch((error: unknown) => {
      throw error instanceof BundleError ? new UsageError(error.message) : error;
    });
    if (provider.fallbackReason !== null) progress(provider.fallbackReason);
    progress(`${files.length} images, ${model.manifest.product}, on ${provider.measured}.`);

    // The next image is decoded on another thread while the model runs on this one.
    let next = files[0] === undefined ? null : prepareFile(files[0], model);
    for (const [index, file] of files.entries()) {
      if (next === null || stop.aborted) break;
      const prepared = await next;
      const following = files[index + 1];
      next = following === undefined ? null : prepareFile(following, model);
      result(await judged(file, prepared, model));
    }
    await next;
    await model.release();
    if (stop.aborted) throw new Error('Stopped before all images were judged.');
    return 0;
  },
};

/** Never rejects: what a file cannot give is told in its own line. */
async function prepareFile(file: string, model: JudgingModel): Promise<PreparedFile> {
  const beganMs = performance.now();
  const prepare = async () => {
    const { preprocessing } = model.manifest;
    const image = await decodeImage(await readFile(file), { bitDepth: preprocessing.bitDepth ?? null });
    return prepareLocated(image, preprocessing);
  };
  const prepared = await prepare().catch((error: Error) => error);
  return { beganMs, decodeMs: performance.now() - beganMs, prepared };
}

async function judged(file: string, { beganMs, decodeMs, prepared }: PreparedFile, model: JudgingModel) {
  const { head, limit, reviewLimit = null } = model.manifest.calibration;
  const ms = (run: number) => ({
    decode: rounded(decodeMs),
    run: rounded(run),
    total: rounded(performance.now() - beganMs),
  });
  if (prepared instanceof Error) {
    return {
      file,
      verdict: 'unreadable',
      reason: reasonOf(prepared),
      score: null,
      limit,
      head,
      heads: {},
      ms: ms(0),
      reviewLimit,
    };
  }
  const runBeganMs = performance.now();
  const [judgement] = await model.judge([prepared.input]);
  const runMs = performance.now() - runBeganMs;
  const scores = judgement?.scores ?? {};
  const score = scores[head] ?? Number.NaN;
  const located = locatedPart(prepared.located, model.manifest);
  const notFound = whyNotFound(located);
  return {
    file,
    verdict: notFound === null ? decideVerdict(score, limit, reviewLimit) : 'fail',
    ...(notFound !== null && { reason: notFound }),
    score,
    limit,
    head,
    heads: scores,
    ms: ms(runMs),
    reviewLimit,
    ...(located !== null && { located }),
  };
}

function reasonOf(error: Error): string {
  if (error instanceof UnreadableImage) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return `The file cannot be read (${code}).`;
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
