import type { Random } from '../random.ts';
import { type TensorData, float32Tensor } from '../session.ts';
import { augmentInto } from './augment.ts';
import type { NetworkSize } from './networkSize.ts';
import { teaching } from './vaeGanStep.ts';

const poolSize = 2 ** 20;

/** Endless feeds for the training step: images in shuffled rounds, augmented, with fresh noise. */
export class TrainingBatches {
  readonly #images: readonly Float32Array[];
  readonly #size: NetworkSize;
  readonly #batch: number;
  readonly #random: Random;
  /** Normals to cut noise from at random places: drawing a million per step would cost more than the network. */
  readonly #pool: Float32Array;
  #order: number[] = [];

  constructor(images: readonly Float32Array[], size: NetworkSize, batch: number, random: Random) {
    this.#images = images;
    this.#size = size;
    this.#batch = batch;
    this.#random = random;
    this.#pool = random.normals(poolSize).map((value) => value * teaching.instanceNoise);
  }

  next(): Record<string, TensorData> {
    const { channels, height, width, latentSize } = this.#size;
    const pixels = channels * height * width;
    const image = new Float32Array(this.#batch * pixels);
    const noise = new Float32Array(this.#batch * pixels);
    for (let index = 0; index < this.#batch; index++) {
      augmentInto(image, index * pixels, this.#nextImage(), this.#size, this.#random);
      const start = this.#random.below(poolSize - pixels);
      noise.set(this.#pool.subarray(start, start + pixels), index * pixels);
    }
    const latents = (): TensorData =>
      float32Tensor([this.#batch, latentSize], this.#random.normals(this.#batch * latentSize));
    return {
      image: float32Tensor([this.#batch, channels, height, width], image),
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
