import { listGoods } from '../../electron/node/lookAtGoods.ts';
import type { OpenedBundle } from '../../electron/node/openBundle.ts';
import { readGoods } from '../../electron/node/readGoods.ts';
import { goodVariation } from '../../models/anomalies/goodVariation.ts';
import { synthesise } from '../../models/anomalies/synthesise.ts';
import { Random } from '../../models/random.ts';
import { splitGoods } from '../../models/splitGoods.ts';
import type { HeldOut } from './qualityRun.ts';

/** About so many synthetic anomalies are judged. */
const anomalyCount = 240;

/**
 * Judges the good images of a bundle's own calibration, which nothing before its limit has seen, and synthetic anomalies
 * of them. @param folder of the good images it was taught with. @throws Error when they are others.
 */
export async function measureHeldOut({ bundle, judge }: OpenedBundle, folder: string): Promise<HeldOut> {
  const { teach, held } = await splitAsTaught(bundle, folder);
  const errors: number[] = [];
  const goods: HeldOut['goods'][number][] = [];
  for (const image of held) {
    const [judgement] = await judge.judge([image]);
    goods.push(judgement!.scores);
    if (judgement!.reconstruction) errors.push(squaredError(image, judgement!.reconstruction));
  }
  const { preprocessing, teaching } = bundle.manifest;
  const [random, variation] = [new Random(teaching.seed), goodVariation(teach, preprocessing)];
  const anomalies: HeldOut['anomalies'][number][] = [];
  for (let index = 0; index < Math.ceil(anomalyCount / held.length) * held.length; index++) {
    const { image, kind } = synthesise(held[index % held.length]!, teach, preprocessing, random, variation);
    const [judgement] = await judge.judge([image]);
    anomalies.push({ kind, scores: judgement!.scores });
  }
  const mean = meanOf(teach);
  return {
    goods,
    anomalies,
    reconstructionError: errors.length === 0 ? null : average(errors),
    meanImageError: average(held.map((image) => squaredError(image, mean))),
  };
}

async function splitAsTaught(
  { manifest }: OpenedBundle['bundle'],
  folder: string,
): Promise<{ teach: Float32Array[]; held: Float32Array[] }> {
  const { preprocessing, teaching, calibration } = manifest;
  const files = await listGoods(folder, false);
  const read = await readGoods({ folder, files, preprocessing, onRead: () => undefined });
  const images = read.images.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const hashes = images.map(({ sha256 }) => sha256);
  const split = splitGoods(hashes, teaching.seed, calibration.targetOverkill);
  if (split.calibrate.length !== teaching.calibrated || split.teach.length !== teaching.trained) {
    throw new Error(
      `${folder} splits into ${split.teach.length} images to teach and ${split.calibrate.length} to calibrate, the bundle ` +
        `had ${teaching.trained} and ${teaching.calibrated}: it was taught on other images or by another version.`,
    );
  }
  const pixelsOf = (indices: readonly number[]): Float32Array[] =>
    indices.map((index) => images[index]!.pixels);
  return { teach: pixelsOf(split.teach), held: pixelsOf(split.calibrate) };
}

function meanOf(images: readonly Float32Array[]): Float32Array {
  const sum = new Float64Array(images[0]!.length);
  for (const image of images) image.forEach((value, i) => (sum[i]! += value));
  return Float32Array.from(sum, (value) => value / images.length);
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function squaredError(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.length;
}
