import { Graph, type Value } from '../../../models/graph/graph.ts';
import type {
  HeadBuilder,
  HeadDefinition,
  HeadInputs,
  HeadOptions,
  Observation,
} from '../../../models/heads/head.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';

/** Numbers of a batch fed to a head in place of what the network would say; a missing latent or feature is empty. */
export interface HeadFeed {
  shape: readonly [number, number, number, number];
  image: Float32Array;
  reconstruction: Float32Array;
  latentSize?: number;
  latentMean?: Float32Array;
  latentLogVariance?: Float32Array;
  anomalyLogit?: Float32Array;
  mixture?: { sample: Float32Array; sampleSize: number; membership: Float32Array; components: number };
  features?: {
    shape: readonly [number, number, number];
    image: Float32Array;
    reconstruction: Float32Array;
  }[];
}

export async function runHead(
  build: HeadBuilder,
  feed: HeadFeed,
): Promise<{ scores: number[]; map: Float32Array }> {
  const outputs = await runGraph(feed, (inputs) => {
    const { score, map } = build(inputs);
    return { score, map };
  });
  return { scores: [...outputs['score']!.data], map: outputs['map']!.data };
}

/** Fits a head on a batch of good images. */
export async function fitHead(
  head: HeadDefinition,
  goods: HeadFeed,
  options: HeadOptions = {},
): Promise<HeadBuilder> {
  const observations = await runGraph(goods, (inputs) => head.observe?.(inputs, options) ?? {});
  const rows = await runGraph(goods, head.average ?? (() => ({})));
  const averages = Object.fromEntries(
    Object.entries(rows).map(([name, { images, shape, data }]) => {
      const mean = new Float64Array(data.length / images);
      data.forEach((value, i) => (mean[i % mean.length]! += value / images));
      return [name, { shape, data: mean }];
    }),
  );
  return head.fit({ observations, averages }, options);
}

/** Values appended to a graph of what is fed, for every image of the batch. */
export async function runGraph(
  feed: HeadFeed,
  build: (inputs: HeadInputs) => Readonly<Record<string, Value>>,
): Promise<Record<string, Observation>> {
  const [images, ...size] = feed.shape;
  const graph = new Graph('head');
  const latentSize = feed.latentSize ?? 1;
  const latents = new Float32Array(images * latentSize);
  const tensors: Record<string, { shape: number[]; data: Float32Array }> = {};
  const input = (name: string, shape: readonly number[], data: Float32Array) => {
    tensors[name] = { shape: [images, ...shape], data };
    return graph.input(name, ['N', ...shape]);
  };
  const features = feed.features ?? [];
  const ones = new Float32Array(images).fill(1);
  const mixture = feed.mixture ?? { sample: ones, sampleSize: 1, membership: ones, components: 1 };
  const outputs = build({
    image: input('image', size, feed.image),
    reconstruction: input('reconstruction', size, feed.reconstruction),
    latentMean: input('latentMean', [latentSize], feed.latentMean ?? latents),
    latentLogVariance: input('latentLogVariance', [latentSize], feed.latentLogVariance ?? latents),
    imageFeatures: features.map(({ shape, image }, i) => input(`imageFeatures${i}`, shape, image)),
    reconstructionFeatures: features.map(({ shape, reconstruction }, i) =>
      input(`reconstructionFeatures${i}`, shape, reconstruction),
    ),
    anomalyLogit: input(
      'anomalyLogit',
      [1, ...size.slice(1)],
      feed.anomalyLogit ?? new Float32Array(feed.image.length / size[0]),
    ),
    mixtureSample: input('mixtureSample', [mixture.sampleSize], mixture.sample),
    mixtureMembership: input('mixtureMembership', [mixture.components], mixture.membership),
  });
  for (const [name, value] of Object.entries(outputs)) graph.output(`result_${name}`, value);
  if (graph.outputs.length === 0) return {};
  await using session = await Session.load(graph.toModel(), { threads: 1 });
  const feeds = Object.fromEntries(
    session.inputNames.map((name) => [name, float32Tensor(tensors[name]!.shape, tensors[name]!.data)]),
  );
  const results = await session.run(feeds);
  return Object.fromEntries(
    Object.keys(outputs).map((name) => [
      name,
      {
        images,
        shape: results[`result_${name}`]!.shape.slice(1),
        data: float32Of(results, `result_${name}`),
      },
    ]),
  );
}
