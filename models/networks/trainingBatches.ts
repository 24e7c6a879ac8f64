import type { GoodVariation } from '../anomalies/goodVariation.ts';
import { synthesise } from '../anomalies/synthesise.ts';
import type { Random } from '../random.ts';
import { type TensorData, float32Tensor } from '../session.ts';
import { augmentInto } from './augment.ts';
import type { NetworkSize } from './networkSize.ts';
import { type PlacedBatch, placeFeeds } from './place.ts';
import { goodCount, teaching } from './teaching.ts';

const poolSize = 2 ** 20;

/** Endless feeds for the teaching step: images in shuffled rounds, augmented, some with an anomaly, with fresh noise. */
export class TrainingBatches {
  readonly #images: readonly Float32Array[];
  readonly #size: NetworkSize;
  readonly #batch: number;
  readonly #random: Random;
  readonly #variation: GoodVariation | undefined;
  readonly #placed: PlacedBatch | undefined;
  /** Normals to cut noise from at random places: drawing a million per step would cost more than the network. */
  readonly #pool: Float32Array;
  #order: number[] = [];

  /**
   * @param variation of the images, see `taughtVariation`
   * @param placed which place each image is of, for a network that sees tiles
   */
  constructor(
    images: readonly Float32Array[],
    size: NetworkSize,
    batch: number,
    random: Random,
    variation: GoodVariation | undefined,
    placed?: PlacedBatch,
  ) {
    this.#images = images;
    this.#size = size;
    this.#batch = batch;
    this.#random = random;
    this.#variation = variation;
    this.#placed = placed;
    this.#pool = random.normals(poolSize).map((value) => value * teaching.instanceNoise);
  }

  next(): Record<string, TensorData> {
    const { channels, height, width, latentSize } = this.#size;
    const pixels = channels * height * width;
    const target = new Float32Array(this.#batch * pixels);
    const noise = new Float32Array(this.#batch * pixels);
    const drawn: number[] = [];
    for (let index = 0; index < this.#batch; index++) {
      const which = this.#nextIndex();
      drawn.push(which);
      augmentInto(target, index * pixels, this.#images[which]!, this.#size, this.#random);
      const start = this.#random.below(poolSize - pixels);
      noise.set(this.#pool.subarray(start, start + pixels), index * pixels);
    }
    const image = target.slice();
    const mask = new Float32Array(this.#batch * height * width);
    for (let index = goodCount(this.#batch); index < this.#batch; index++) {
      const good = target.subarray(index * pixels, (index + 1) * pixels);
      const anomaly = synthesise(good, this.#images, this.#size, this.#random, this.#variation);
      image.set(anomaly.image, index * pixels);
      mask.set(anomaly.mask, index * height * width);
    }
    const latents = (): TensorData =>
      float32Tensor([this.#batch, latentSize], this.#random.normals(this.#batch * latentSize));
    return {
      image: float32Tensor([this.#batch, channels, height, width], image),
      target: float32Tensor([this.#batch, channels, height, width], target),
      mask: float32Tensor([this.#batch, 1, height, width], mask),
      noise: float32Tensor([this.#batch, channels, height, width], noise),
      epsilon: latents(),
      prior: latents(),
      ...this.#placeFeeds(drawn),
    };
  }

  #placeFeeds(drawn: readonly number[]): Record<string, TensorData> {
    if (!this.#placed) return {};
    const { places, ofImages } = this.#placed;
    return placeFeeds(this.#size, { places, ofImages: drawn.map((index) => ofImages[index]!) });
  }

  #nextIndex(): number {
    if (this.#order.length === 0) this.#order = this.#random.permutation(this.#images.length);
    const index = this.#order.pop();
    if (index === undefined) throw new RangeError('There are no images to teach on.');
    return index;
  }
}
