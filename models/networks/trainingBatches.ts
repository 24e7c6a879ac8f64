import type { GoodVariation } from '../anomalies/goodVariation.ts';
import { synthesise } from '../anomalies/synthesise.ts';
import type { Random } from '../random.ts';
import { type TensorData, float32Tensor } from '../session.ts';
import { augmentInto } from './augment.ts';
import type { NetworkSize } from './networkSize.ts';
import { goodCount, teaching } from './teaching.ts';

const poolSize = 2 ** 20;

/** Endless feeds for the teaching step: images in shuffled rounds, augmented, some with an anomaly, with fresh noise. */
export class TrainingBatches {
  readonly #images: readonly Float32Array[];
  readonly #size: NetworkSize;
  readonly #batch: number;
  readonly #random: Random;
  readonly #variation: GoodVariation | undefined;
  /** Normals to cut noise from at random places: drawing a million per step would cost more than the network. */
  readonly #pool: Float32Array;
  #order: number[] = [];

  /** @param variation of the images, see `taughtVariation` */
  constructor(
    images: readonly Float32Array[],
    size: NetworkSize,
    batch: number,
    random: Random,
    variation: GoodVariation | undefined,
  ) {
    this.#images = images;
    this.#size = size;
    this.#batch = batch;
    this.#random = random;
    this.#variation = variation;
    this.#pool = random.normals(poolSize).map((value) => value * teaching.instanceNoise);
  }

  next(): Record<string, TensorData> {
    const { channels, height, width, latentSize } = this.#size;
    const pixels = channels * height * width;
    const target = new Float32Array(this.#batch * pixels);
    const noise = new Float32Array(this.#batch * pixels);
    for (let index = 0; index < this.#batch; index++) {
      augmentInto(target, index * pixels, this.#nextImage(), this.#size, this.#random);
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
    };
  }

  #nextImage(): Float32Array {
    if (this.#order.length === 0) this.#order = this.#random.permutation(this.#images.length);
    const image = this.#images[this.#order.pop() ?? 0];
    if (!image) throw new RangeError('There are no images to teach on.');
    return image;
  }
}
