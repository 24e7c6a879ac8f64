import { Graph, type Value } from './graph/graph.ts';
import { gaussianBlur } from './heads/gaussian.ts';
import type { GoodImages, HeadBuilder, HeadInputs } from './heads/head.ts';
import { heads } from './heads/heads.ts';
import { type HeadName, headNames, tensorNames } from './manifest.ts';
import { div } from './ops/elementwise.ts';
import { reshape } from './ops/layout.ts';

/** Appends a taught network to the graph of `image` [N, C, H, W]. */
export type NetworkBuilder = (image: Value) => Omit<HeadInputs, 'image'>;

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
    for (const kind of ['observe', 'average'] as const) {
      for (const [name, value] of Object.entries(heads[head][kind]?.(inputs) ?? {})) {
        graph.output(observationName(kind, head, name), value);
      }
    }
  }
  return graph;
}

/** Binds every head to the statistics of the good images. */
export function fitHeads(goods: Readonly<Record<HeadName, GoodImages>>): Record<HeadName, HeadBuilder> {
  return Object.fromEntries(headNames.map((head) => [head, heads[head].fit(goods[head])])) as Record<
    HeadName,
    HeadBuilder
  >;
}

export interface InspectionGraphOptions {
  readonly network: InspectionNetwork;
  readonly builders: Readonly<Record<HeadName, HeadBuilder>>;
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
  graph.output(tensorNames.reconstruction, inputs.reconstruction);
  graph.output(tensorNames.latentMean, inputs.latentMean);
  graph.output(tensorNames.latentLogVariance, inputs.latentLogVariance);
  for (const name of headNames) {
    const { score, map } = builders[name](inputs);
    graph.output(tensorNames.score(name), score);
    if (name === head) graph.output(tensorNames.anomalyMap, anomalyMap(map, network, pixelLimit));
  }
  return graph;
}

/** Smoothed a little, so that a single noisy pixel is no evidence: [N, 1, H, W] -> [N, H, W]. */
function anomalyMap(map: Value, { height, width }: InspectionNetwork, pixelLimit: number): Value {
  const smooth = gaussianBlur(map, Math.min(height, width) / 96);
  return reshape(div(smooth, pixelLimit), ['N', height, width]);
}

function networkInputs(graph: Graph, { channels, height, width, build }: InspectionNetwork): HeadInputs {
  const image = graph.input(tensorNames.image, ['N', channels, height, width]);
  return { image, ...build(image) };
}
