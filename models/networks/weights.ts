import type { Graph, Value } from '../graph/graph.ts';
import { elementCount } from '../graph/shape.ts';
import { concat, reshape, split } from '../ops/layout.ts';
import type { Random } from '../random.ts';

/** How a parameter starts: normally distributed with this deviation, or constant. */
export type Initial = { readonly normal: number } | { readonly constant: number };

/** Gives a network its parameters by name. The same network runs on declared, trained and stored weights. */
export type WeightSource = (name: string, shape: readonly number[], initial: Initial) => Value;

export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initial: Initial;
}

/** Parameters of one network in the order it asks for them: the order they lie in as one flat vector. */
export interface ParameterLayout {
  readonly parameters: readonly Parameter[];
  readonly count: number;
}

export type Weights = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>
>;

/** Runs a network's construction on a graph that is thrown away and notes the parameters it asks for. */
export function declareParameters(graph: Graph, build: (weight: WeightSource) => void): ParameterLayout {
  const parameters: Parameter[] = [];
  const made = new Map<string, Value>();
  build((name, shape, initial) => {
    const known = made.get(name);
    if (known) return known;
    parameters.push({ name, shape, initial });
    const value = graph.input(name, shape);
    made.set(name, value);
    return value;
  });
  return { parameters, count: parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0) };
}

/** Cuts a flat vector [count] into the parameters of a layout. */
export function flatWeights(flat: Value, layout: ParameterLayout): WeightSource {
  const parts = split(
    flat,
    0,
    layout.parameters.map(({ shape }) => elementCount(shape)),
  );
  const values = new Map(
    layout.parameters.map(({ name, shape }, index) => [name, reshape(parts[index] as Value, shape)]),
  );
  return (name) => {
    const value = values.get(name);
    if (!value) throw new RangeError(`The layout has no parameter "${name}".`);
    return value;
  };
}

/** Parameters cut from a flat vector, and all of them in the layout's order, for the gradients. */
export interface Recorded {
  readonly weight: WeightSource;
  readonly asked: () => Value[];
}

export function recordedWeights(flat: Value, layout: ParameterLayout): Recorded {
  const weight = flatWeights(flat, layout);
  return {
    weight,
    asked: () => layout.parameters.map(({ name, shape, initial }) => weight(name, shape, initial)),
  };
}

/** The parameters of a layout, taken from a source, as one flat vector [count]. */
export function flatten(values: readonly Value[]): Value {
  return concat(
    values.map((value) => reshape(value, [elementCount(value.shape)])),
    0,
  );
}

/** Stored weights as initializers of a graph. @throws RangeError when one is missing or of another shape. */
export function storedWeights(graph: Graph, weights: Weights): WeightSource {
  const made = new Map<string, Value>();
  return (name, shape) => {
    const known = made.get(name);
    if (known) return known;
    const stored = weights[name];
    if (!stored || stored.shape.join() !== shape.join()) {
      throw new RangeError(
        `The weights hold ${stored ? `"${name}" as [${stored.shape.join(', ')}]` : `no "${name}"`}; ` +
          `the network needs it as [${shape.join(', ')}].`,
      );
    }
    const value = graph.initializer(name, shape, stored.data);
    made.set(name, value);
    return value;
  };
}

/** A flat vector of starting values; `given` replaces those of the parameters it names. */
export function initialWeights(
  { parameters, count }: ParameterLayout,
  random: Random,
  given: Readonly<Record<string, Float32Array>> = {},
): Float32Array {
  const flat = new Float32Array(count);
  let offset = 0;
  for (const { name, shape, initial } of parameters) {
    const values = given[name];
    if (values) {
      flat.set(values, offset);
      offset += values.length;
      continue;
    }
    for (let end = offset + elementCount(shape); offset < end; offset++) {
      flat[offset] = 'normal' in initial ? initial.normal * random.normal() : initial.constant;
    }
  }
  return flat;
}

/** A flat vector as named weights (copies). */
export function namedWeights({ parameters }: ParameterLayout, flat: Float32Array): Weights {
  let offset = 0;
  return Object.fromEntries(
    parameters.map(({ name, shape }) => {
      const start = offset;
      offset += elementCount(shape);
      return [name, { shape, data: flat.slice(start, offset) }];
    }),
  );
}
