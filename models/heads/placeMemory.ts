import type { Value } from '../graph/graph.ts';
import { staticShape } from '../graph/shape.ts';
import { add, cast, mul, relu, sqrt, sub } from '../ops/elementwise.ts';
import { reshape, transpose } from '../ops/layout.ts';
import { matMul } from '../ops/matrix.ts';
import { reduceMin, reduceSumSquare } from '../ops/reduce.ts';
import type { Observation } from './head.ts';
import { kCenters } from './kCenters.ts';

/** So many good descriptors are kept at a place. */
const membersAtMost = 128;
/** And so many numbers at all places together: 4 MB in the model. */
const numbersAtMost = 2 ** 21;
/** So many numbers of good images are chosen from, evenly over their order: choosing takes time in proportion. */
const candidateNumbers = 2 ** 23;

/** What the good images look like at each place. */
export interface PlaceMemory {
  /** Channels, rows and columns of the descriptors. */
  readonly shape: readonly [number, number, number];
  /** [channels, places]: mean over the good images. */
  readonly centre: Float32Array;
  /** [channels]: one over the spread of a descriptor at one place, root mean square over places. */
  readonly scale: Float32Array;
  readonly members: number;
  /** [places, channels, members], centred and scaled, each a float16. */
  readonly memory: Float32Array;
}

/**
 * Keeps the descriptors [channels, rows, columns] of good images, place by place; where there are too many, a
 * k-centre subset that leaves none far from the nearest kept (Roth et al. 2022, PatchCore, do so over the whole image).
 * @param leastSpread of a channel: one that good images never changed must not decide everything.
 */
export function fitPlaceMemory({ images, shape, data }: Observation, leastSpread: number): PlaceMemory {
  const [channels, rows, columns] = shape as readonly [number, number, number];
  const places = rows * columns;
  const size = channels * places;
  const centre = new Float32Array(size);
  const scale = new Float32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    let squares = 0;
    for (let at = channel * places; at < (channel + 1) * places; at++) {
      let sum = 0;
      for (let image = 0; image < images; image++) sum += data[image * size + at]!;
      const mean = sum / images;
      centre[at] = mean;
      for (let image = 0; image < images; image++) squares += (data[image * size + at]! - mean) ** 2;
    }
    scale[channel] = 1 / Math.max(leastSpread, Math.sqrt(squares / images / places));
  }

  const count = Math.max(1, Math.min(images, Math.floor(candidateNumbers / size)));
  const candidates = Array.from({ length: count }, (_, i) => Math.floor((i * images) / count));
  const members = Math.max(1, Math.min(count, membersAtMost, Math.floor(numbersAtMost / size)));
  const memory = new Float32Array(size * members);
  const here = new Float32Array(candidates.length * channels);
  for (let place = 0; place < places; place++) {
    candidates.forEach((image, row) => {
      for (let channel = 0; channel < channels; channel++) {
        const at = channel * places + place;
        here[row * channels + channel] = (data[image * size + at]! - centre[at]!) * scale[channel]!;
      }
    });
    kCenters(here, channels, members).forEach((row, member) => {
      for (let channel = 0; channel < channels; channel++) {
        memory[(place * channels + channel) * members + member] = Math.f16round(
          here[row * channels + channel]!,
        );
      }
    });
  }
  return { shape: [channels, rows, columns], centre, scale, members, memory };
}

/**
 * How far descriptors [N, channels, rows, columns] lie from the nearest kept at the same place, root mean square over
 * channels in units of the spread: [N, 1, rows, columns].
 * @param name of the head, for its initializers.
 */
export function placeDistances(descriptors: Value, fitted: PlaceMemory, name: string): Value {
  const { graph } = descriptors;
  const { shape, centre, scale, members, memory } = fitted;
  const [channels, rows, columns] = shape;
  const places = rows * columns;
  staticShape(name, descriptors.shape.slice(1));
  const flat = reshape(descriptors, ['N', channels, places]);
  const centred = sub(flat, graph.initializer(`${name}Centre`, [channels, places], centre));
  const scaled = mul(centred, graph.initializer(`${name}Scale`, [channels, 1], scale));
  // |q - m|^2 = |q|^2 + |m|^2 - 2 q m, the memory holding -2 m.
  const queries = transpose(scaled, [2, 0, 1]);
  // Stored in half the bytes. onnxruntime casts it once, when the model is loaded.
  const doubled = Float16Array.from(memory, (value) => -2 * value);
  const stored = graph.initializer(`${name}Memory`, [places, channels, members], doubled, 'float16');
  const lengths = squaredLengths(fitted);
  const products = matMul(queries, cast(stored, 'float32'));
  const nearest = reduceMin(
    add(products, graph.initializer(`${name}Lengths`, [places, 1, members], lengths)),
    {
      axes: [2],
    },
  );
  const squared = relu(add(nearest, reduceSumSquare(queries, { axes: [2] })));
  const distances = sqrt(mul(squared, 1 / channels));
  return reshape(transpose(distances), ['N', 1, rows, columns]);
}

/** [places, members] of the memory. */
function squaredLengths({ shape: [channels, rows, columns], members, memory }: PlaceMemory): Float32Array {
  const lengths = new Float32Array(rows * columns * members);
  memory.forEach((value, at) => {
    const place = Math.floor(at / (channels * members));
    lengths[place * members + (at % members)]! += value * value;
  });
  return lengths;
}
