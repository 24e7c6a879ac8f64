import { Graph } from '../graph/graph.ts';
import { abs, sub } from '../ops/elementwise.ts';
import { reduceMean } from '../ops/reduce.ts';
import { Session, float32Of, float32Tensor } from '../session.ts';
import { ForeignModelError, type ForeignModel } from './foreignModel.ts';
import { type NetworkValues, rawReconstructions } from './foreignNetwork.ts';
import { fromPicture } from './picture.ts';
import { type PixelValues, rangeValues, usualValues } from './pixelValues.ts';
import type { RecognisedNetwork } from './recogniseNetwork.ts';
import type { Wishes } from './wishes.ts';

/** Another way to feed or read a network must be this much better than the more usual one to be believed. */
const clearlyBetter = 0.8;

/** Good images tried; more say nothing else. */
const tried = 16;

const noBetter =
  'The reconstructions are no closer to the good images than the mean of the others is: check the region, --range and --mean-std.';

export interface RecognisedValues extends NetworkValues {
  /** What was recognised, a sentence each. */
  readonly told: readonly string[];
}

/**
 * The values of the pixels a network takes and gives. Gives: as wished, else by what its reconstruction ends in (Sigmoid: 0..1,
 * Tanh: -1..1), else as it is wished to take. What is left open is what of the usual ones reconstructs the good images, each
 * [C, H, W] in 0..1, with the smallest mean difference.
 * @throws ForeignModelError when values for each channel are not as many as channels.
 */
export async function recogniseValues(
  network: RecognisedNetwork,
  wishes: Pick<Wishes, 'values' | 'outputValues'>,
  images: readonly Float32Array[],
  threads = 1,
): Promise<RecognisedValues> {
  const { channels } = network.form;
  for (const values of [wishes.values, wishes.outputValues]) requireChannels(network, values);
  const usual = usualValues(channels);
  const ending = lastActivation(network);
  const ended = ending && rangeValues(ending === 'Tanh' ? -1 : 0, 1);
  const given = wishes.outputValues ?? ended ?? wishes.values;
  const takes = wishes.values ? [wishes.values] : preferred(usual, given);
  const gives = given ? [given] : usual;
  if (!network.reconstruction) {
    const [taken] = takes as [PixelValues];
    return {
      taken,
      given: taken,
      told: [`Pixels: ${taken.name}${wishes.values ? '' : ', as nothing tells'}.`],
    };
  }
  // What it gives is what it takes unless another pair is clearly better.
  const pairs = takes.flatMap((taken) => gives.map((each) => ({ taken, given: each })));
  pairs.sort((a, b) => Number(b.taken.name === b.given.name) - Number(a.taken.name === a.given.name));
  const sample = images.slice(0, tried);
  const differences = await meanDifferences(network, pairs, sample, threads);
  let best = 0;
  differences.forEach((difference, i) => {
    if (difference < clearlyBetter * differences[best]!) best = i;
  });
  const { taken, given: gave } = pairs[best]!;
  const mean = Number(differences[best]!.toPrecision(2));
  const how = pairs.length === 1 ? '' : ', which reconstructs the good images best';
  return {
    taken,
    given: gave,
    told: [
      `Pixels: takes ${taken.name}, gives ${gave.name}${how}; mean difference of image and reconstruction ${mean} of 0..1.`,
      ...(differences[best]! < differenceFromMean(sample) ? [] : [noBetter]),
    ],
  };
}

function requireChannels({ form, coder }: RecognisedNetwork, values: PixelValues | undefined): void {
  if (!values || values.scale.length === 1 || values.scale.length === form.channels) return;
  throw new ForeignModelError(
    `${coder.file} cannot be imported: the pixels (${values.name}) are given for ${values.scale.length} channels, its ` +
      `images have ${form.channels}.`,
  );
}

/** The usual ones, first the one the network gives: most take what they give. */
function preferred(usual: readonly PixelValues[], given: PixelValues | undefined): readonly PixelValues[] {
  if (!given) return usual;
  return [given, ...usual.filter(({ name }) => name !== given.name)];
}

const transparent = ['Identity', 'Reshape', 'Transpose', 'Squeeze', 'Unsqueeze', 'Flatten', 'Cast'];

/** The activation the reconstruction ends in, when it says what values there are. */
function lastActivation({
  coder,
  decoder,
  reconstruction,
}: RecognisedNetwork): 'Sigmoid' | 'Tanh' | undefined {
  const model: ForeignModel = decoder?.model ?? coder;
  let name = reconstruction?.name;
  for (;;) {
    const node = model.nodes.find(({ output }) => name !== undefined && output.includes(name));
    if (node?.opType === 'Sigmoid' || node?.opType === 'Tanh') return node.opType;
    if (!node || !transparent.includes(node.opType)) return undefined;
    name = node.input[0];
  }
}

async function meanDifferences(
  network: RecognisedNetwork,
  pairs: readonly NetworkValues[],
  images: readonly Float32Array[],
  threads: number,
): Promise<number[]> {
  const { channels, height, width } = network.form;
  const graph = new Graph('values');
  const image = graph.input('image', ['N', channels, height, width]);
  const takes = [...new Set(pairs.map(({ taken }) => taken))];
  const raws = rawReconstructions(network, image, takes)!;
  pairs.forEach(({ taken, given }, i) => {
    const reconstruction = fromPicture(raws[takes.indexOf(taken)]!, network.form, given);
    const difference = reduceMean(abs(sub(image, reconstruction)), { axes: [1, 2, 3] });
    graph.output(`difference${i}`, difference);
  });
  const sums = pairs.map(() => 0);
  await using session = await Session.load(graph.toModel(), { threads, spinning: false });
  for (const pixels of images) {
    const outputs = await session.run({ image: float32Tensor([1, channels, height, width], pixels) });
    pairs.forEach((_, i) => (sums[i]! += float32Of(outputs, `difference${i}`)[0]!));
  }
  return sums.map((sum) => sum / images.length);
}

/** Mean difference of each image from the mean of the others. */
function differenceFromMean(images: readonly Float32Array[]): number {
  const mean = new Float64Array(images[0]?.length ?? 0);
  for (const image of images) image.forEach((pixel, i) => (mean[i]! += pixel / images.length));
  let sum = 0;
  for (const image of images) image.forEach((pixel, i) => (sum += Math.abs(pixel - mean[i]!)));
  // x less the mean of the others is x less the mean of all, times n / (n - 1).
  return sum / (mean.length * (images.length - 1));
}
