import { elementCount } from '../graph/shape.ts';
import type { Random } from '../random.ts';
import { type TensorData, float32Of, float32Tensor } from '../session.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { NetworkSize } from './networkSize.ts';
import {
  type Layouts,
  type NetworkPart,
  forParts,
  keptNames,
  networkParts,
  runningShapes,
} from './networkParts.ts';
import { stateNames } from './teachingStep.ts';
import { type Weights, initialWeights } from './weights.ts';

/** Parameters, moments, moving averages and running averages between two steps. */
export class TrainingState {
  readonly #flat: Record<NetworkPart, Record<(typeof stateNames)[number], Float32Array>>;

  readonly #running: Record<string, TensorData>;

  /** @param given starting values of the parameters named */
  constructor(
    size: NetworkSize,
    layouts: Layouts,
    random: Random,
    given: Readonly<Record<string, Float32Array>>,
  ) {
    this.#running = Object.fromEntries(
      Object.entries(runningShapes(size)).map(([name, shape]) => [
        `running.${name}`,
        float32Tensor(shape, new Float32Array(elementCount(shape))),
      ]),
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
    return { ...this.#running, ...(Object.fromEntries(entries) as Record<string, TensorData>) };
  }

  /** Takes over the results of a step. */
  take(outputs: Readonly<Record<string, TensorData>>): void {
    for (const part of networkParts) {
      for (const name of stateNames) this.#flat[part][name] = float32Of(outputs, `next.${part}.${name}`);
    }
    for (const [name, { shape }] of Object.entries(this.#running)) {
      this.#running[name] = float32Tensor(shape, float32Of(outputs, `next.${name}`));
    }
  }

  /** What inspection would use as it is now; a later step makes new tensors and leaves these as they are. */
  checkpoint(step: number): Checkpoint {
    const kept = keptNames.map((name) => {
      const key = `running.${name}`;
      return [name, { shape: this.#running[key]?.shape ?? [], data: float32Of(this.#running, key) }];
    });
    return {
      step,
      averages: forParts((part) => this.#flat[part].average),
      kept: Object.fromEntries(kept) as Weights,
    };
  }
}
