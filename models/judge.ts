import { keepOutputs, outputNamesOf } from './graph/keepOutputs.ts';
import { type HeadName, type Manifest, headNames, tensorNames } from './manifest.ts';
import { type Provider, Session, type TensorData, float32Of, float32Tensor } from './session.ts';

/** What the model says about one image. */
export interface Judgement {
  /** Raw score of every head of the bundle, higher is worse. */
  readonly scores: Readonly<Partial<Record<HeadName, number>>>;
  /** [height, width], 1 where a pixel reaches the limit. */
  readonly map: Float32Array;
  /** [channels, height, width], 0..1; null when the model has no network that reconstructs. */
  readonly reconstruction: Float32Array | null;
}

export interface Judge extends AsyncDisposable {
  readonly provider: Provider;
  /**
   * Judges prepared images, each [channels, height, width] in 0..1, in one run; results in the same order. Blocks the
   * calling thread while it runs. Throws when an image has another size or a score is not finite.
   */
  judge(images: readonly Float32Array[]): Promise<Judgement[]>;
  close(): Promise<void>;
}

export interface JudgeOptions {
  readonly provider: Provider;
  readonly threads?: number;
  readonly spinning?: boolean;
}

/** Loads the model of a bundle; the caller closes it. @throws Error when provider or model is refused. */
export async function createJudge(
  { manifest, model }: { readonly manifest: Manifest; readonly model: Uint8Array },
  options: JudgeOptions,
): Promise<Judge> {
  const { channels, height, width } = manifest.preprocessing;
  const { head, pixelLimit } = manifest.calibration;
  const names = headNames.filter((name) => name in manifest.heads);
  const map = pixelLimit === undefined ? {} : { map: { head, pixelLimit } };
  return await judgeOf(model, { channels, height, width, heads: names, ...map }, options);
}

/** `createJudge` for a model whose manifest is not written yet. */
export async function judgeOf(
  model: Uint8Array,
  size: {
    readonly channels: number;
    readonly height: number;
    readonly width: number;
    readonly heads: readonly HeadName[];
    /** Whose map, and the evidence drawn as 1. Absent: the model has one map, scaled by itself. */
    readonly map?: { readonly head: HeadName; readonly pixelLimit: number };
  },
  options: JudgeOptions,
): Promise<Judge> {
  const { channels, height, width, heads, map } = size;
  const mapName = map === undefined ? tensorNames.anomalyMap : tensorNames.map(map.head);
  const wanted = [mapName, ...heads.map(tensorNames.score)];
  const outputNames = outputNamesOf(model);
  const missing = wanted.filter((name) => !outputNames.includes(name));
  if (missing.length > 0) {
    throw new Error(
      `The model has no output ${missing.join(', ')}; it is not an inspection model of this project.`,
    );
  }
  const kept = outputNames.filter((name) => [...wanted, tensorNames.reconstruction].includes(name));
  const session = await Session.load(keepOutputs(model, kept), options);
  const close = (): Promise<void> => session.release();
  const pixels = channels * height * width;
  return {
    provider: session.provider,
    close,
    [Symbol.asyncDispose]: close,
    async judge(images) {
      if (images.length === 0) return [];
      const batch = new Float32Array(images.length * pixels);
      images.forEach((image, i) => {
        if (image.length !== pixels) {
          throw new RangeError(
            `judge: the model takes ${channels} x ${height} x ${width} = ${pixels} numbers, image ${i} has ${image.length}.`,
          );
        }
        batch.set(image, i * pixels);
      });
      const shape = [images.length, channels, height, width];
      const outputs = await session.run({ [tensorNames.image]: float32Tensor(shape, batch) });
      const maps = float32Of(outputs, mapName);
      if (map !== undefined) for (let at = 0; at < maps.length; at++) maps[at]! /= map.pixelLimit;
      const reconstructions = session.outputNames.includes(tensorNames.reconstruction)
        ? float32Of(outputs, tensorNames.reconstruction)
        : null;
      return images.map((_, i) => ({
        scores: scoresOf(outputs, heads, i),
        map: maps.slice(i * height * width, (i + 1) * height * width),
        reconstruction: reconstructions?.slice(i * pixels, (i + 1) * pixels) ?? null,
      }));
    },
  };
}

function scoresOf(
  outputs: Readonly<Record<string, TensorData>>,
  heads: readonly HeadName[],
  image: number,
): Partial<Record<HeadName, number>> {
  const scores: Partial<Record<HeadName, number>> = {};
  for (const head of heads) {
    const score = float32Of(outputs, tensorNames.score(head))[image];
    if (score === undefined || !Number.isFinite(score)) {
      throw new Error(
        `judge: ${head} gave the score ${score} for image ${image}; the model is damaged, teach again.`,
      );
    }
    scores[head] = score;
  }
  return scores;
}
