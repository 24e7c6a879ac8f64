import { elementCount } from '../graph/shape.ts';
import type { Random } from '../random.ts';
import { type TensorData, float32Of, float32Tensor } from '../session.ts';
import type { NetworkSize } from './networkSize.ts';
import {
  type Layouts,
  type NetworkPart,
  forParts,
  networkParts,
  spreadShapes,
  stateNames,
} from './vaeGanStep.ts';
import { initialWeights } from './weights.ts';

/** Parameters, moments, moving averages and running spreads between two steps. */
export class TrainingState {
  readonly #flat: Record<NetworkPart, Record<(typeof stateNames)[number], Float32Array>>;

  #spreads: TensorData[];

  /** @param given starting values of the parameters named */
  constructor(
    size: NetworkSize,
    layouts: Layouts,
    random: Random,
    given: Readonly<Record<string, Float32Array>>,
  ) {
    this.#spreads = spreadShapes(size).map((shape) =>
      float32Tensor(shape, new Float32Array(elementCount(shape))),
    );
    this.#flat = forParts((part) => {
      const parameters = initialWeights(layouts[part], random, given);
      const zeros = (): Float32Array => new Float32Array(layouts[part].count);
      return { parameters, mean: zeros(), square: zeros(), average: parameters };
    });
  }

  feeds(): Record<string, TensorData> {
    const entries = networkParts.flatMap((part) =>
      stateNames.map((name) => {
        const data = this.#flat[part][name];
        return [`${part}.${name}`, float32Tensor([data.length], data)];
      }),
    );
    const spreads = this.#spreads.map((spread, index) => [`spread.${index}`, spread]);
    return Object.fromEntries([...entries, ...spreads]) as Record<string, TensorData>;
  }

  /** Takes over the results of a step. */
  take(outputs: Readonly<Record<string, TensorData>>): void {
    for (const part of networkParts) {
      for (const name of stateNames) this.#flat[part][name] = float32Of(outputs, `next.${part}.${name}`);
    }
    this.#spreads = this.#spreads.map(({ shape }, index) =>
      float32Tensor(shape, float32Of(outputs, `next.spread.${index}`)),
    );
  }

  /** Moving averages; a later step makes new ones and leaves these as they are. */
  averages(): Record<NetworkPart, Float32Array> {
    return forParts((part) => this.#flat[part].average);
  }
}
