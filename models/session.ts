import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type ElementArray, type ElementType, elementTypes } from './graph/elementType.ts';

export const providers = ['cpu', 'cuda', 'webgpu', 'dml', 'coreml'] as const;
export type Provider = (typeof providers)[number];

/** What is fed and given; float16 is only stored in models. */
export type TensorType = Exclude<ElementType, 'float16'>;

export interface TensorData<T extends TensorType = TensorType> {
  readonly type: T;
  readonly shape: readonly number[];
  readonly data: ElementArray<T>;
}

export interface SessionOptions {
  /** Default 'cpu'. Nothing falls back to another provider. */
  readonly provider?: Provider;
  /** Threads of one run; by default one per physical core. */
  readonly threads?: number;
  /** Let idle threads spin (default true): faster between runs, at the price of a busy core. */
  readonly spinning?: boolean;
  /** Leaves errors to whoever catches them: onnxruntime writes none to standard error as well (default false). */
  readonly silent?: boolean;
  /** Path prefix of the profile written by `endProfiling`; no profile without it. */
  readonly profilePrefix?: string;
}

export const float32Tensor = (shape: readonly number[], data: Float32Array): TensorData<'float32'> => ({
  type: 'float32',
  shape,
  data,
});

/**
 * A loaded model. Loading leaks a little memory in onnxruntime, so a long-lived process loads one model and
 * a swap of models is a new process; `run` blocks the calling thread until it is done.
 */
export class Session implements AsyncDisposable {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly provider: Provider;
  readonly #session: InferenceSession;

  private constructor(session: InferenceSession, provider: Provider) {
    this.#session = session;
    this.provider = provider;
    this.inputNames = session.inputNames;
    this.outputNames = session.outputNames;
  }

  /**
   * Loads a model from its bytes or its path.
   * @throws Error naming provider and model when onnxruntime refuses either.
   */
  static async load(model: Uint8Array | string, options: SessionOptions = {}): Promise<Session> {
    const { provider = 'cpu', threads, spinning = true, silent = false, profilePrefix } = options;
    const sessionOptions: InferenceSession.SessionOptions = {
      executionProviders: [provider],
      // 3 = errors: onnxruntime's warnings about its own optimisations are not for the station's log. 4 = fatal ones.
      logSeverityLevel: silent ? 4 : 3,
      ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
      ...(spinning ? {} : { extra: { session: { intra_op: { allow_spinning: '0' } } } }),
      ...(profilePrefix === undefined ? {} : { enableProfiling: true, profileFilePrefix: profilePrefix }),
    };
    try {
      const session = await (typeof model === 'string'
        ? InferenceSession.create(model, sessionOptions)
        : InferenceSession.create(model, sessionOptions));
      return new Session(session, provider);
    } catch (error) {
      const what = typeof model === 'string' ? `The model ${model}` : `The model (${model.length} bytes)`;
      throw new Error(`${what} cannot be loaded with provider "${provider}": ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  /**
   * One run over all outputs.
   * @throws Error when an input is missing, unknown or of the wrong shape, or when the run itself fails.
   */
  async run(feeds: Readonly<Record<string, TensorData>>): Promise<Record<string, TensorData>> {
    const missing = this.inputNames.filter((name) => !(name in feeds));
    const unknown = Object.keys(feeds).filter((name) => !this.inputNames.includes(name));
    if (missing.length > 0 || unknown.length > 0) {
      throw new Error(
        `The model takes ${this.inputNames.join(', ')}; missing: ${missing.join(', ') || 'none'}, unknown: ${unknown.join(', ') || 'none'}.`,
      );
    }
    const tensors = Object.fromEntries(
      Object.entries(feeds).map(([name, feed]) => [name, new Tensor(feed.type, feed.data, feed.shape)]),
    );
    let results: InferenceSession.OnnxValueMapType;
    try {
      results = await this.#session.run(tensors);
    } catch (error) {
      const fed = Object.entries(feeds).map(
        ([name, { type, shape }]) => `${name} ${type} [${shape.join(', ')}]`,
      );
      throw new Error(`The model failed on ${fed.join('; ')}: ${messageOf(error)}`, { cause: error });
    }
    return Object.fromEntries(
      Object.entries(results).map(([name, tensor]) => [name, tensorData(name, tensor)]),
    );
  }

  /** Finishes the profile asked for by `profilePrefix`. */
  endProfiling(): void {
    this.#session.endProfiling();
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.release();
  }
}

/** The contents of a float32 result. @throws TypeError when there is none of that name or type. */
export function float32Of(outputs: Readonly<Record<string, TensorData>>, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (data instanceof Float32Array) return data;
  throw new TypeError(
    `The model gave no float32 tensor "${name}"; it gave ${Object.keys(outputs).join(', ')}.`,
  );
}

function tensorData(name: string, tensor: Tensor): TensorData {
  if (!(tensor.type in elementTypes) || tensor.type === 'float16') {
    throw new TypeError(`The model's result "${name}" is of type ${tensor.type}, which is not used here.`);
  }
  return {
    type: tensor.type as TensorType,
    shape: tensor.dims,
    data: tensor.data as ElementArray<TensorType>,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
