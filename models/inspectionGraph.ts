import { Graph, type Value } from './graph/graph.ts';
import type { Classifier } from './classifier/classifier.ts';
import type { Fusion } from './fusion/fusion.ts';
import { classifier } from './heads/classifier.ts';
import { fused } from './heads/fused.ts';
import { gaussianBlur } from './heads/gaussian.ts';
import {
  type GoodImages,
  type HeadBuilder,
  type HeadInputs,
  type HeadOptions,
  type HeadOutputs,
  type NetworkOutputs,
  canJudge,
} from './heads/head.ts';
import { type CombiningHeadName, type OwnHeadName, heads, ownHeadNames } from './heads/heads.ts';
import { type HeadName, headNames, tensorNames } from './manifest.ts';
import { largestSide } from './networks/networkSize.ts';
import { type ShareBox, keptPixels } from './keptPixels.ts';
import { reshape } from './ops/layout.ts';
import { mul } from './ops/elementwise.ts';
import { reduceMax } from './ops/reduce.ts';

/** Appends a taught network to the graph of `image` [N, C, H, W]; without a network it gives nothing. */
export type NetworkBuilder = (image: Value) => Partial<NetworkOutputs>;

/** One entry for each head that the network allows. */
export type PerHead<T> = Readonly<Partial<Record<OwnHeadName, T>>>;

export interface InspectionNetwork {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly build: NetworkBuilder;
  /** Where no map shows anything; absent: nowhere. */
  readonly ignored?: readonly ShareBox[];
}

/** A network with its heads bound to the good images. */
export interface InspectionModel {
  readonly network: InspectionNetwork;
  readonly builders: PerHead<HeadBuilder>;
  /** null: without the head `fused`. */
  readonly fusion: Fusion | null;
  /** null or absent: without the head `classifier`; it needs `fused`. */
  readonly classifier?: Classifier | null;
}

/** Name of a result of `observationGraph`. */
export const observationName = (kind: 'observe' | 'average', head: HeadName, name: string): string =>
  `${kind}_${head}_${name}`;

/** What all heads need to see of the good images before they can be fitted: image in, observations out. */
export function observationGraph(network: InspectionNetwork, options: HeadOptions = {}): Graph {
  const graph = new Graph('observation');
  const inputs = networkInputs(graph, network);
  for (const head of ownHeadNames) {
    if (!canJudge(heads[head], inputs)) continue;
    for (const kind of ['observe', 'average'] as const) {
      for (const [name, value] of Object.entries(heads[head][kind]?.(inputs, options) ?? {})) {
        graph.output(observationName(kind, head, name), value);
      }
    }
  }
  return graph;
}

/** Binds the heads to the statistics of the good images. */
export function fitHeads(goods: PerHead<GoodImages>, options: HeadOptions = {}): PerHead<HeadBuilder> {
  return Object.fromEntries(
    ownHeadNames.flatMap((head) => {
      const statistics = goods[head];
      return statistics ? [[head, heads[head].fit(statistics, options)]] : [];
    }),
  );
}

/** Name of a result of `measuringGraph`: [N], the largest value of the head's smoothed map. */
export const peakName = (head: HeadName): string => `peak_${head}`;

/** What sets scales and limits: score and map peak of every head, no pictures. */
export function measuringGraph(model: InspectionModel): Graph {
  const graph = new Graph('measuring');
  const inputs = networkInputs(graph, model.network);
  for (const [name, { score, map }] of judgedBy(model, inputs)) {
    graph.output(tensorNames.score(name), score);
    graph.output(peakName(name), reduceMax(smooth(map, model.network), { axes: [1, 2, 3] }));
  }
  return graph;
}

/** The one graph of a bundle, with the inputs and outputs of `tensorNames`. What is not asked for is not computed. */
export function inspectionGraph(model: InspectionModel): Graph {
  const { height, width } = model.network;
  const graph = new Graph('inspection');
  const inputs = networkInputs(graph, model.network);
  for (const name of ['reconstruction', 'latentMean', 'latentLogVariance'] as const) {
    const value = inputs[name];
    if (value) graph.output(tensorNames[name], value);
  }
  for (const [name, { score, map }] of judgedBy(model, inputs)) {
    graph.output(tensorNames.score(name), score);
    graph.output(tensorNames.map(name), reshape(smooth(map, model.network), ['N', height, width]));
  }
  return graph;
}

/** The heads of a model, in the order of `headNames`. */
export function headsOf({ builders, fusion, classifier }: Omit<InspectionModel, 'network'>): HeadName[] {
  const combining = { fused: fusion, classifier };
  return headNames.filter((name) =>
    Boolean(name in combining ? combining[name as CombiningHeadName] : builders[name as OwnHeadName]),
  );
}

/** The heads that a network gives enough for. */
export function availableHeads(network: InspectionNetwork): OwnHeadName[] {
  const inputs = networkInputs(new Graph('declaration'), network);
  return ownHeadNames.filter((head) => canJudge(heads[head], inputs));
}

/** The heads that look at nothing but the image, whatever the network gives. */
export function headsWithoutNetwork(network: InspectionNetwork): OwnHeadName[] {
  const inputs = networkInputs(new Graph('declaration'), network);
  return ownHeadNames.filter((name) => {
    const { needs, uses = [] } = heads[name];
    return needs.length === 0 && uses.every((output) => inputs[output] === undefined);
  });
}

function judgedBy(model: InspectionModel, inputs: Inputs): [HeadName, HeadOutputs][] {
  const own = ownHeadNames.flatMap((name): [OwnHeadName, HeadOutputs][] => {
    const build = model.builders[name];
    return build ? [[name, build(requireOutputs(name, inputs))]] : [];
  });
  if (!model.fusion) return own;
  const outputs = Object.fromEntries(own);
  const whole = fused(model.fusion, outputs);
  if (!model.classifier) return [...own, ['fused', whole]];
  return [
    ...own,
    ['classifier', classifier(model.classifier, outputs, inputs.latentMean, whole)],
    ['fused', whole],
  ];
}

/** A single noisy pixel is no evidence: [N, 1, H, W] -> the same, smoothed a little; a whole of tiles no more than one piece. */
function smooth(map: Value, { height, width, ignored }: InspectionNetwork): Value {
  const smoothed = gaussianBlur(map, Math.min(height, width, largestSide) / 96);
  // After the blur, which carries what lies beside into what is ignored.
  if (ignored === undefined) return smoothed;
  const { graph } = map;
  const kept = keptPixels(ignored, { width, height });
  return mul(smoothed, graph.initializer(graph.freshName('kept'), [1, 1, height, width], kept));
}

type Inputs = { readonly image: Value } & Partial<NetworkOutputs>;

function networkInputs(graph: Graph, { channels, height, width, build }: InspectionNetwork): Inputs {
  const image = graph.input(tensorNames.image, ['N', channels, height, width]);
  return { image, ...build(image) };
}

function requireOutputs(head: OwnHeadName, inputs: Inputs): HeadInputs {
  if (canJudge(heads[head], inputs)) return inputs;
  throw new RangeError(`inspectionGraph: ${head} needs ${heads[head].needs.join(', ')} of the network.`);
}
