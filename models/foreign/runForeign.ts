import { irVersion } from '../graph/encodeModel.ts';
import { modelProto } from '../graph/onnxProto.ts';
import { Session, type SessionOptions, type TensorData } from '../session.ts';
import { type ForeignModel, ForeignModelError } from './foreignModel.ts';

/** The serialised model with the results of that name, be they its outputs or values inside. */
export function encodeForeign(model: ForeignModel, results: readonly string[]): Uint8Array {
  const message = {
    irVersion,
    producerName: 'plumbline',
    opsetImport: [{ domain: '', version: model.opset }],
    graph: {
      name: 'foreign',
      node: model.nodes,
      initializer: [...model.initializers.values()],
      input: model.inputs.map(({ name, dataType, shape }) => ({
        name,
        type: { tensorType: { elemType: dataType, ...(shape && { shape: shapeMessage(shape) }) } },
      })),
      // Types and shapes of results are inferred: exporters declare wrong ones.
      output: results.map((name) => ({ name })),
    },
  };
  return modelProto.encode(modelProto.create(message)).finish();
}

const shapeMessage = (shape: readonly (number | string)[]): object => ({
  dim: shape.map((size) => {
    if (typeof size === 'string') return { dimParam: size };
    return size > 0 ? { dimValue: size } : {};
  }),
});

/**
 * Loads a model on its own. The caller releases it.
 * @throws ForeignModelError, a sentence with onnxruntime's reason, when it refuses the model.
 */
export async function openForeign(
  model: ForeignModel,
  results: readonly string[],
  options: Omit<SessionOptions, 'provider'>,
): Promise<ForeignSession> {
  const session = await refusedAs(model, Session.load(encodeForeign(model, results), options));
  return {
    run: (feeds) => refusedAs(model, session.run(feeds)),
    [Symbol.asyncDispose]: () => session.release(),
  };
}

export interface ForeignSession extends AsyncDisposable {
  /** @throws ForeignModelError when the run fails. */
  run(feeds: Readonly<Record<string, TensorData>>): Promise<Record<string, TensorData>>;
}

async function refusedAs<T>({ file, opset }: ForeignModel, attempt: Promise<T>): Promise<T> {
  try {
    return await attempt;
  } catch (error) {
    const unregistered = /No Op registered for (\w+)/.exec((error as Error).message);
    const why = unregistered
      ? `the operator ${unregistered[1]} is unknown in opset ${opset}.`
      : `onnxruntime refuses it: ${(error as Error).message.replace(/^.*?cannot be loaded with provider "cpu": /s, '')}`;
    throw new ForeignModelError(`${file} cannot be imported: ${why}`, { cause: error });
  }
}
