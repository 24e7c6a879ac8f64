import { Graph, type Value } from '../graph/graph.ts';
import { differenceScore } from '../heads/learnedDifference.ts';
import { add, exp, log, mul, sub } from '../ops/elementwise.ts';
import { reduceMean, reduceSum } from '../ops/reduce.ts';
import { Session, type SessionOptions, type TensorData, float32Of, float32Tensor } from '../session.ts';
import type { Checkpoint } from './checkpoint.ts';
import { differenceLogit } from './differenceNet.ts';
import type { HeldOutImages } from './heldOutImages.ts';
import { type Layouts, comparedLayers } from './networkParts.ts';
import type { NetworkSize } from './networkSize.ts';
import { placeFeeds, placeInputs } from './place.ts';
import { teaching } from './teaching.ts';
import { decode, discriminatorFeatures, encode } from './vaeGan.ts';
import { type WeightSource, flatWeights } from './weights.ts';

export interface HeldOutResult {
  /** Half the logarithm of the mean squared pixel error plus the weighted KL: comparable between all steps. */
  readonly pixelLoss: number;
  /** `pixelLoss` plus half the logarithm of the feature error: comparable under one discriminator only. */
  readonly loss: number;
  /** Of the images with synthetic anomalies, as `separation`; comparable between all steps. */
  readonly separation: number;
  /** Reconstructions of the first images asked for, planes of 0..1. */
  readonly reconstructions: readonly Float32Array[];
}

const measuredParts = ['encoder', 'decoder', 'discriminator', 'difference'] as const;

const batch = 16;

/**
 * Losses of images the network is not taught on. The discriminator's features move while teaching, so two
 * checkpoints compare only when both are measured by the features of one discriminator, given as the yardstick.
 */
export class HeldOutEvaluation {
  readonly #session: Session;
  readonly #size: NetworkSize;
  readonly #images: HeldOutImages;

  private constructor(session: Session, size: NetworkSize, images: HeldOutImages) {
    this.#session = session;
    this.#size = size;
    this.#images = images;
  }

  static async open(
    size: NetworkSize,
    layouts: Layouts,
    images: HeldOutImages,
    options: SessionOptions,
  ): Promise<HeldOutEvaluation> {
    const session = await Session.load(evaluationGraph(size, layouts).toModel(), options);
    return new HeldOutEvaluation(session, size, images);
  }

  /**
   * @param yardstick parameters of the discriminator whose features are compared
   * @param shown how many reconstructions to return
   */
  async measure(
    { averages, kept }: Pick<Checkpoint, 'averages' | 'kept'>,
    yardstick: Float32Array,
    shown: number,
  ): Promise<HeldOutResult> {
    const { goods, anomalies } = this.#images;
    const feeds: Record<string, TensorData> = {};
    for (const part of measuredParts) {
      const flat = part === 'discriminator' ? yardstick : averages[part];
      feeds[part] = float32Tensor([flat.length], flat);
    }
    for (const [name, { shape, data }] of Object.entries(kept)) {
      if (this.#session.inputNames.includes(name)) feeds[name] = float32Tensor(shape, data);
    }
    const pixels = this.#size.channels * this.#size.height * this.#size.width;
    const reconstructions: Float32Array[] = [];
    const sums = { pixelLoss: 0, loss: 0 };
    const goodScores: number[] = [];
    for await (const { images, outputs } of this.#run(goods, feeds)) {
      for (const name of ['pixelLoss', 'loss'] as const) {
        for (const loss of float32Of(outputs, name)) sums[name] += loss / goods.length;
      }
      goodScores.push(...float32Of(outputs, 'score'));
      const reconstruction = float32Of(outputs, 'reconstruction');
      for (let index = 0; index < images && reconstructions.length < shown; index++) {
        reconstructions.push(reconstruction.slice(index * pixels, (index + 1) * pixels));
      }
    }
    const anomalyScores: number[] = [];
    for await (const { outputs } of this.#run(anomalies, feeds)) {
      anomalyScores.push(...float32Of(outputs, 'score'));
    }
    return { ...sums, separation: separation(goodScores, anomalyScores), reconstructions };
  }

  async close(): Promise<void> {
    await this.#session.release();
  }

  async *#run(images: readonly Float32Array[], feeds: Readonly<Record<string, TensorData>>) {
    const { channels, height, width } = this.#size;
    const pixels = channels * height * width;
    for (let start = 0; start < images.length; start += batch) {
      const part = images.slice(start, start + batch);
      const data = new Float32Array(part.length * pixels);
      part.forEach((image, index) => data.set(image, index * pixels));
      const image = float32Tensor([part.length, channels, height, width], data);
      const placed = this.#placeFeeds(start, part.length);
      yield { images: part.length, outputs: await this.#session.run({ ...feeds, ...placed, image }) };
    }
  }

  /** Anomalies are put on the good images in turn, so that image `start` is of place `start`, wrapped around. */
  #placeFeeds(start: number, count: number): Record<string, TensorData> {
    const { placed } = this.#images;
    if (!placed) return {};
    const { places, ofImages } = placed;
    const of = Array.from({ length: count }, (_, i) => ofImages[(start + i) % ofImages.length]!);
    return placeFeeds(this.#size, { places, ofImages: of });
  }
}

/**
 * How badly scores tell anomalies from good images: the logistic loss over all pairs of them, as a smooth form of
 * 1 - AUROC that does not stop at a perfect order.
 */
export function separation(goods: readonly number[], anomalies: readonly number[]): number {
  let sum = 0;
  for (const good of goods) {
    for (const anomaly of anomalies) {
      const behind = good - anomaly;
      sum += Math.max(0, behind) + Math.log1p(Math.exp(-Math.abs(behind)));
    }
  }
  return sum / (goods.length * anomalies.length);
}

function evaluationGraph(size: NetworkSize, layouts: Layouts): Graph {
  const graph = new Graph('heldOut');
  const spread = graph.input('spread.0', [size.channels, size.height, size.width]);
  const image = graph.input('image', ['N', size.channels, size.height, size.width]);
  const weights = (part: (typeof measuredParts)[number]): WeightSource =>
    flatWeights(graph.input(part, [layouts[part].count]), layouts[part]);
  const place = placeInputs(graph, size, 'N');
  const { mean, logVariance } = encode(image, weights('encoder'), size, place);
  const reconstruction = decode(mean, weights('decoder'), size, place);
  const error = sub(image, reconstruction);
  const pixel = reduceMean(mul(error, error), { axes: [1, 2, 3] });
  const nats = sub(add(mul(mean, mean), exp(logVariance)), add(logVariance, 1));
  const kl = mul(reduceSum(nats, { axes: [1] }), 0.5 * teaching.klWeight);
  const pixelLoss = add(mul(log(add(pixel, 1e-6)), 0.5), kl);
  const discriminator = weights('discriminator');
  const seen = discriminatorFeatures(image, discriminator, size);
  const rebuilt = discriminatorFeatures(reconstruction, discriminator, size);
  const layers = comparedLayers(size).map((layer) => {
    const difference = sub(seen[layer] as Value, rebuilt[layer] as Value);
    return reduceMean(mul(difference, difference), { axes: [1, 2, 3] });
  });
  const feature = layers.reduce((sum, layer) => add(sum, layer));
  const logit = differenceLogit(image, reconstruction, spread, weights('difference'), size);
  graph.output('pixelLoss', pixelLoss);
  graph.output('loss', add(pixelLoss, mul(log(add(feature, 1e-6)), 0.5)));
  graph.output('score', differenceScore(logit));
  graph.output('reconstruction', reconstruction);
  return graph;
}
