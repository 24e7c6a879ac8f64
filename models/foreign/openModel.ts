import { type NamedShape, compareWithOriginal } from './compareWithOriginal.ts';
import { type ForeignModel, ForeignModelError } from './foreignModel.ts';
import { freeBatch } from './freeBatch.ts';
import { atOurOpset } from './opsetAdapters.ts';
import { readForeignModel } from './readForeignModel.ts';
import { float32 } from './tensorBytes.ts';
import { withoutRandomness } from './withoutRandomness.ts';

/** A model as it was exported, less its random numbers, and the same as our graphs take it. */
export interface OpenedModel {
  readonly original: ForeignModel;
  readonly converted: ForeignModel;
  /** Names of random numbers that were replaced by their mean. */
  readonly noise: readonly string[];
}

/** @throws ForeignModelError, a sentence, when it cannot be used; the system's error when it cannot be read. */
export async function openModel(file: string, noiseInputs: readonly string[] = []): Promise<OpenedModel> {
  const { model, replaced } = withoutRandomness(await readForeignModel(file), noiseInputs);
  return { original: model, converted: freeBatch(atOurOpset(model)), noise: replaced };
}

/** What a model is fed with while it is compared: its only input, and the shape of that without the batch. */
export interface Feed {
  readonly input: string;
  readonly shape: readonly number[];
  readonly threads: number;
}

/**
 * Its float32 outputs and the values inside it of these names, as far as they have a row for each image.
 * @throws ForeignModelError, a sentence, when there is no value of such a name or the conversion changed what it computes.
 */
export async function valuesOf(
  { original, converted }: OpenedModel,
  feed: Feed,
  names: readonly string[],
): Promise<NamedShape[]> {
  const outputs = original.outputs.filter(({ dataType }) => dataType === float32);
  const known = new Set(original.nodes.flatMap(({ output }) => output));
  const missing = names.find((name) => !known.has(name));
  if (missing !== undefined) {
    const listed = original.outputs.map(({ name }) => `"${name}"`).join(', ');
    throw new ForeignModelError(
      `${original.file} cannot be imported: it computes no value "${missing}"; its outputs are ${listed}.`,
    );
  }
  const results = [...new Set([...outputs.map(({ name }) => name), ...names])];
  return await compareWithOriginal({ original, converted, results, ...feed });
}
