import { Random } from '../random.ts';
import { type TensorData, float32Of, float32Tensor } from '../session.ts';
import { fixedBatch } from './freeBatch.ts';
import { type ForeignModel, ForeignModelError } from './foreignModel.ts';
import { openForeign } from './runForeign.ts';
import { opsetVersion } from '../graph/encodeModel.ts';

/** A value of a model and its shape without the batch. */
export interface NamedShape {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Largest difference relative to the largest number of a result: rounding of float32 in other kernels, and no more. */
const tolerance = 1e-4;

export interface Comparison {
  /** As exported, but without random numbers. */
  readonly original: ForeignModel;
  /** The same with our opset and a free batch. */
  readonly converted: ForeignModel;
  readonly input: string;
  /** Without the batch. */
  readonly shape: readonly number[];
  readonly results: readonly string[];
  readonly threads: number;
}

/**
 * Runs both models on two different images, the converted one on both at once, and gives the shapes of those
 * results that have a row for each.
 * @throws ForeignModelError, a sentence, when the converted one is another network.
 */
export async function compareWithOriginal(comparison: Comparison): Promise<NamedShape[]> {
  const { original, converted, results, shape, input } = comparison;
  const options = { threads: comparison.threads, spinning: false, silent: true };
  const refuse = (why: string, cause?: unknown): never => {
    throw new ForeignModelError(`${original.file} cannot be imported: ${why}`, { cause });
  };
  const count = shape.reduce((product, size) => product * size, 1);
  const random = new Random(1);
  const images = [0, 1].map(() => Float32Array.from(random.normals(count), (value) => 0.5 + 0.25 * value));
  const batch = fixedBatch(original.inputs.find(({ name }) => name === input)!) ?? 1;

  await using exported = await openForeign(original, results, options);
  const expected: Record<string, TensorData>[] = [];
  for (const image of images) expected.push(await exported.run({ [input]: repeated(image, batch, shape) }));

  const needsBatch = `the batch of ${batch} is fixed inside it; export it with a free batch (torch.onnx: dynamic_axes).`;
  await using session = await openForeign(converted, results, options);
  const both = float32Tensor([2, ...shape], Float32Array.from([...images[0]!, ...images[1]!]));
  const outputs = await session.run({ [input]: both }).catch((error: unknown) => refuse(needsBatch, error));
  return results.flatMap((name) => {
    const data = float32Of(outputs, name);
    const found = outputs[name]!.shape;
    if (found[0] !== 2) {
      // One number for the whole batch, such as a loss: nothing that a head could use.
      if (data.length === float32Of(expected[0]!, name).length) return [];
      refuse(`"${name}" is [${found.join(', ')}] for a batch of 2; ${needsBatch}`);
    }
    const length = data.length / 2;
    for (const [index, result] of expected.entries()) {
      const one = float32Of(result, name).subarray(0, length);
      const most = one.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-3);
      for (let i = 0; i < length; i++) {
        const [actual, wanted] = [data[index * length + i]!, one[i]!];
        if (Math.abs(actual - wanted) <= tolerance * most) continue;
        refuse(
          `"${name}" is ${actual} instead of ${wanted} once its opset ${original.opset} is ${opsetVersion} and its batch free; ` +
            `export it again with a free batch and opset 18 or later.`,
        );
      }
    }
    return [{ name, shape: found.slice(1) }];
  });
}

function repeated(image: Float32Array, batch: number, shape: readonly number[]): TensorData {
  const data = new Float32Array(batch * image.length);
  for (let i = 0; i < batch; i++) data.set(image, i * image.length);
  return float32Tensor([batch, ...shape], data);
}
