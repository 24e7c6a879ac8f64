import type { Random } from '../random.ts';
import { type TensorData, float32Of, float32Tensor } from '../session.ts';
import { type Layouts, type NetworkPart, forParts, networkParts, stateNames } from './vaeGanStep.ts';
import { initialWeights } from './weights.ts';

/** Parameters, moments and moving averages between two steps. */
export class TrainingState {
  readonly #flat: Record<NetworkPart, Record<(typeof stateNames)[number], Float32Array>>;

  constructor(layouts: Layouts, random: Random) {
    this.#flat = forParts((part) => {
      const parameters = initialWeights(layouts[part], random);
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
    return Object.fromEntries(entries) as Record<string, TensorData>;
  }

  /** Takes over the results of a step. */
  take(outputs: Readonly<Record<string, TensorData>>): void {
    for (const part of networkParts) {
      for (const name of stateNames) this.#flat[part][name] = float32Of(outputs, `next.${part}.${name}`);
    }
  }

  /** The discriminator's parameters as they are now. */
  discriminator(): Float32Array {
    return this.#flat.discriminator.parameters;
  }

  /** Moving averages; a later step makes new ones and leaves these as they are. */
  averages(): Record<NetworkPart, Float32Array> {
    return forParts((part) => this.#flat[part].average);
  }
}
