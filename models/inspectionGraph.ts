import { Graph, type Value } from './graph/graph.ts';
import { gaussianBlur } from './heads/gaussian.ts';
import {
  type GoodImages,
  type HeadBuilder,
  type HeadInputs,
  type NetworkOutputs,
  canJudge,
} from './heads/head.ts';
import { heads } from './heads/heads.ts';
import { type HeadName, headNames, tensorNames } from './manifest.ts';
import { div } from './ops/elementwise.ts';
import { reshape } from './ops/layout.ts';

/** Appends a taught network to the graph of `image` [N, C, H, W]. */
export type NetworkBuilder = (image: Value) => Partial<NetworkOutputs>;

/** One entry for each head that the network allows. */
export type PerHead<T> = Readonly<Partial<Record<HeadName, T>>>;

export interface InspectionNetwork {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly build: NetworkBuilder;
}

/** Name of a result of `observationGraph`. */
export const observationName = (kind: 'observe' | 'average', head: HeadName, name: string): string =>
  `${kind}_${head}_${name}`;

/** What all heads need to see of the good images before they can be fitted: image in, observations out. */
export function observationGraph(network: InspectionNetwork): Graph {
  const graph = new Graph('observation');
  const inputs = networkInputs(graph, network);
  for (const head of headNames) {
    if (!canJudge(heads[head], inputs)) continue;
    for (const kind of ['observe', 'average'] as const) {
      for (const [name, value] of Object.entries(heads[head][kind]?.(inputs) ?? {})) {
        graph.output(observationName(kind, head, name), value);
      }
    }
  }
  return graph;
}

/** Binds the heads to the statistics of the good images. */
export function fitHeads(goods: PerHead<GoodImages>): PerHead<HeadBuilder> {
  return Object.fromEntries(
    headNames.flatMap((head) => {
      const statistics = goods[head];
      return statistics ? [[head, heads[head].fit(statistics)]] : [];
    }),
  );
}

export interface InspectionGraphOptions {
  readonly network: InspectionNetwork;
  readonly builders: PerHead<HeadBuilder>;
  /** Head in force: its evidence is the anomaly map. */
  readonly head: HeadName;
  /** Smoothed evidence of the head in force that is drawn as 1; a fixed scale, whatever the image. */
  readonly pixelLimit: number;
}

/** The one graph of a bundle, with the inputs and outputs of `tensorNames`. */
export function inspectionGraph({ network, builders, head, pixelLimit }: InspectionGraphOptions): Graph {
  if (!(Number.isFinite(pixelLimit) && pixelLimit > 0)) {
    throw new RangeError(`inspectionGraph: the pixel limit must be a positive number, got ${pixelLimit}.`);
  }
  const graph = new Graph('inspection');
  const inputs = networkInputs(graph, network);
  for (const name of ['reconstruction', 'latentMean', 'latentLogVariance'] as const) {
    const value = inputs[name];
    if (value) graph.output(tensorNames[name], value);
  }
  for (const name of headNames) {
    const build = builders[name];
    if (!build) continue;
    const { score, map } = build(requireOutputs(name, inputs));
    graph.output(tensorNames.score(name), score);
    if (name === head) graph.output(tensorNames.anomalyMap, anomalyMap(map, network, pixelLimit));
  }
  if (!builders[head]) throw new RangeError(`inspectionGraph: ${head} is in force but was not fitted.`);
  return graph;
}

/** Smoothed a little, so that a single noisy pixel is no evidence: [N, 1, H, W] -> [N, H, W]. */
function anomalyMap(map: Value, { height, width }: InspectionNetwork, pixelLimit: number): Value {
  const smooth = gaussianBlur(map, Math.min(height, width) / 96);
  return reshape(div(smooth, pixelLimit), ['N', height, width]);
}

/** The heads that a network gives enough for. */
export function availableHeads(network: InspectionNetwork): HeadName[] {
  const inputs = networkInputs(new Graph('declaration'), network);
  return headNames.filter((head) => canJudge(heads[head], inputs));
}

type Inputs = { readonly image: Value } & Partial<NetworkOutputs>;

function networkInputs(graph: Graph, { channels, height, width, build }: InspectionNetwork): Inputs {
  const image = graph.input(tensorNames.image, ['N', channels, height, width]);
  return { image, ...build(image) };
}

function requireOutputs(head: HeadName, inputs: Inputs): HeadInputs {
  if (canJudge(heads[head], inputs)) return inputs;
  throw new RangeError(`inspectionGraph: ${head} needs ${heads[head].needs.join(', ')} of the network.`);
}
