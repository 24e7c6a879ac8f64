import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '../bundle.ts';
import type { ForeignAttribute, ForeignNode, ForeignTensor } from '../graph/foreignNode.ts';
import { modelProto } from '../graph/onnxProto.ts';
import { externalLocation, readExternalData } from './externalData.ts';
import { type ForeignModel, ForeignModelError, type ForeignPort } from './foreignModel.ts';
import { type TensorMessage, clampedInt64, requireElements, storedBytes } from './tensorBytes.ts';

/** Older ones broadcast by attributes that no adapter translates. */
const oldestOpset = 9;

const inOtherFile = 1;

interface InfoMessage {
  name: string;
  type?: {
    tensorType?: { elemType?: number; shape?: { dim: { dimValue?: number; dimParam?: string }[] } };
  };
}
type AttributeMessage = Omit<ForeignAttribute, 't'> & { t?: TensorMessage; g?: object; graphs: object[] };
interface NodeMessage extends Omit<ForeignNode, 'attribute' | 'opType'> {
  opType?: string;
  domain?: string;
  attribute: AttributeMessage[];
}
interface ModelMessage {
  opsetImport: { domain?: string; version?: number }[];
  functions: { name?: string }[];
  graph?: {
    node: NodeMessage[];
    initializer: TensorMessage[];
    sparseInitializer: object[];
    input: InfoMessage[];
    output: InfoMessage[];
  };
}

/**
 * Reads an ONNX file with the tensors it keeps in files of its own folder.
 * @throws ForeignModelError, a sentence naming file and value, when it is no ONNX model, uses operators outside the
 *   standard set or other things this project does not carry over, or when its tensors are not where it says; the
 *   system's error when the file cannot be read.
 */
export async function readForeignModel(file: string): Promise<ForeignModel> {
  const absolute = path.resolve(file);
  const bytes = await readFile(absolute);
  try {
    return {
      file: path.basename(file),
      sha256: sha256Hex(bytes),
      ...(await contentOf(bytes, path.dirname(absolute))),
    };
  } catch (error) {
    if (!(error instanceof ForeignModelError)) throw error;
    throw new ForeignModelError(`${file} cannot be imported: ${error.message}`, { cause: error });
  }
}

async function contentOf(bytes: Uint8Array, folder: string): Promise<Omit<ForeignModel, 'file' | 'sha256'>> {
  const message = decoded(bytes);
  const { graph } = message;
  if (!graph || graph.node.length === 0) {
    throw new ForeignModelError(
      `It is not an ONNX model: its ${bytes.length} bytes hold no graph of nodes; it may be encrypted, empty or of another format.`,
    );
  }
  const opset = message.opsetImport.find(({ domain = '' }) => isStandard(domain))?.version ?? 0;
  if (opset < oldestOpset) {
    throw new ForeignModelError(
      `It is of opset ${opset}; export it again with opset ${oldestOpset} or later.`,
    );
  }
  const [sparse] = graph.sparseInitializer;
  if (sparse) throw new ForeignModelError('It has sparse weights; export it with dense ones.');
  const nodes = graph.node.map((node) => nodeOf(node, message.functions));
  const initializers = new Map<string, ForeignTensor>();
  for (const tensor of graph.initializer) {
    initializers.set(tensor.name ?? '', await tensorOf(tensor, folder));
  }
  const ports = (infos: readonly InfoMessage[]): ForeignPort[] => infos.map(portOf);
  return {
    opset,
    nodes: await Promise.all(nodes.map(async (node) => await withTensors(node, folder))),
    initializers,
    // Before IR version 4 initializers were inputs too.
    inputs: ports(graph.input).filter(({ name }) => !initializers.has(name)),
    outputs: ports(graph.output),
  };
}

function decoded(bytes: Uint8Array): ModelMessage {
  try {
    // Members that are not set stay absent: an attribute must have its own member only.
    return modelProto.toObject(modelProto.decode(bytes), { longs: Number, arrays: true }) as ModelMessage;
  } catch (error) {
    throw new ForeignModelError(
      `It is not an ONNX model (${(error as Error).message}); it may be encrypted, cut off or of another format.`,
      { cause: error },
    );
  }
}

const isStandard = (domain: string): boolean => domain === '' || domain === 'ai.onnx';

type NodeWithMessages = Omit<ForeignNode, 'attribute'> & { readonly attribute: readonly AttributeMessage[] };

function nodeOf(node: NodeMessage, functions: ModelMessage['functions']): NodeWithMessages {
  const { opType = '', domain = '', input, output, attribute } = node;
  const where = output[0] === undefined ? '' : ` (it computes "${output[0]}")`;
  if (functions.some(({ name }) => name === opType)) {
    throw new ForeignModelError(
      `The operator ${opType}${where} is a function of the model's own; inline its functions (onnx.inliner) first.`,
    );
  }
  if (!isStandard(domain)) {
    throw new ForeignModelError(
      `The operator ${opType} of the domain "${domain}"${where} is unknown; only standard ONNX operators can be imported.`,
    );
  }
  const branching = attribute.find(({ g, graphs }) => g !== undefined || graphs.length > 0);
  if (branching) {
    throw new ForeignModelError(
      `The operator ${opType}${where} has a graph of its own ("${branching.name}"); export the network without control flow.`,
    );
  }
  return { opType, name: node.name ?? '', input, output, attribute };
}

async function withTensors(node: NodeWithMessages, folder: string): Promise<ForeignNode> {
  const attribute = await Promise.all(
    node.attribute.map(
      async ({ name, type, f, i, s, t, floats, ints, strings }): Promise<ForeignAttribute> => ({
        name,
        type,
        ...(f !== undefined && { f }),
        ...(i !== undefined && { i }),
        ...(s !== undefined && { s }),
        ...(t !== undefined && { t: await tensorOf({ ...t, name: t.name ?? node.output[0] ?? '' }, folder) }),
        ...(floats?.length && { floats }),
        ...(ints?.length && { ints: ints.map(clampedInt64) }),
        ...(strings?.length && { strings }),
      }),
    ),
  );
  return { ...node, attribute };
}

async function tensorOf(message: TensorMessage, folder: string): Promise<ForeignTensor> {
  const { name = '', dims, dataType = 0 } = message;
  const rawData =
    message.dataLocation === inOtherFile
      ? await readExternalData(folder, name, externalLocation(name, message.externalData))
      : storedBytes(message);
  const tensor = { name, dims, dataType, rawData };
  requireElements(tensor);
  return tensor;
}

function portOf({ name, type }: InfoMessage): ForeignPort {
  const tensor = type?.tensorType;
  const shape = tensor?.shape?.dim.map(({ dimValue, dimParam }) => dimParam ?? dimValue ?? 0) ?? null;
  return { name, dataType: tensor?.elemType ?? 0, shape };
}
