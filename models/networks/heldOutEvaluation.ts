import { Graph, type Value } from '../graph/graph.ts';
import { add, exp, log, mul, sub } from '../ops/elementwise.ts';
import { reduceMean, reduceSum } from '../ops/reduce.ts';
import { Session, type SessionOptions, float32Of, float32Tensor } from '../session.ts';
import type { NetworkSize } from './networkSize.ts';
import { decode, discriminatorFeatures, encode } from './vaeGan.ts';
import { type Layouts, type NetworkPart, comparedLayers, teaching } from './vaeGanStep.ts';
import { type WeightSource, flatWeights } from './weights.ts';

export interface HeldOutResult {
  /** Half the logarithm of the mean squared pixel error plus the weighted KL: comparable between all steps. */
  readonly pixelLoss: number;
  /** `pixelLoss` plus half the logarithm of the feature error: comparable under one discriminator only. */
  readonly loss: number;
  /** Reconstructions of the first images asked for, planes of 0..1. */
  readonly reconstructions: readonly Float32Array[];
}

const batch = 16;

/**
 * Losses of images the network is not taught on. The discriminator's features move while teaching, so two
 * checkpoints compare only when both are measured by the features of one discriminator, given as the yardstick.
 */
export class HeldOutEvaluation {
  readonly #session: Session;
  readonly #size: NetworkSize;
  readonly #images: readonly Float32Array[];

  private constructor(session: Session, size: NetworkSize, images: readonly Float32Array[]) {
    this.#session = session;
    this.#size = size;
    this.#images = images;
  }

  static async open(
    size: NetworkSize,
    layouts: Layouts,
    images: readonly Float32Array[],
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
    { encoder, decoder }: Readonly<Record<'encoder' | 'decoder', Float32Array>>,
    yardstick: Float32Array,
    shown: number,
  ): Promise<HeldOutResult> {
    const { channels, height, width } = this.#size;
    const pixels = channels * height * width;
    const reconstructions: Float32Array[] = [];
    const sums = { pixelLoss: 0, loss: 0 };
    for (let start = 0; start < this.#images.length; start += batch) {
      const part = this.#images.slice(start, start + batch);
      const data = new Float32Array(part.length * pixels);
      part.forEach((image, index) => data.set(image, index * pixels));
      const outputs = await this.#session.run({
        image: float32Tensor([part.length, channels, height, width], data),
        encoder: float32Tensor([encoder.length], encoder),
        decoder: float32Tensor([decoder.length], decoder),
        discriminator: float32Tensor([yardstick.length], yardstick),
      });
      for (const name of ['pixelLoss', 'loss'] as const) {
        for (const loss of float32Of(outputs, name)) sums[name] += loss / this.#images.length;
      }
      const reconstruction = float32Of(outputs, 'reconstruction');
      for (let index = 0; index < part.length && reconstructions.length < shown; index++) {
        reconstructions.push(reconstruction.slice(index * pixels, (index + 1) * pixels));
      }
    }
    return { ...sums, reconstructions };
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
}

function evaluationGraph(size: NetworkSize, layouts: Layouts): Graph {
  const graph = new Graph('heldOut');
  const image = graph.input('image', ['N', size.channels, size.height, size.width]);
  const weights = (part: NetworkPart): WeightSource =>
    flatWeights(graph.input(part, [layouts[part].count]), layouts[part]);
  const { mean, logVariance } = encode(image, weights('encoder'), size);
  const reconstruction = decode(mean, weights('decoder'), size);
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
  graph.output('pixelLoss', pixelLoss);
  graph.output('loss', add(pixelLoss, mul(log(add(feature, 1e-6)), 0.5)));
  graph.output('reconstruction', reconstruction);
  return graph;
}
