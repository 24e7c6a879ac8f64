import { Graph } from '../graph/graph.ts';
import { imageBatch } from '../imageBatch.ts';
import { imagesPerRun } from '../imagesPerRun.ts';
import type { InspectionNetwork } from '../inspectionGraph.ts';
import { tensorNames } from '../manifest.ts';
import { Session, type SessionOptions, float32Of } from '../session.ts';

/** Latent mean of each image, [channels, height, width] in 0..1; null when the network has no latent. */
export async function latentsOf(
  network: InspectionNetwork,
  images: readonly Float32Array[],
  options: SessionOptions,
  signal?: AbortSignal,
): Promise<Float32Array[] | null> {
  const graph = new Graph('latents');
  const image = graph.input(tensorNames.image, ['N', network.channels, network.height, network.width]);
  const { latentMean } = network.build(image);
  if (!latentMean) return null;
  graph.output(tensorNames.latentMean, latentMean);
  await using session = await Session.load(graph.toModel(), options);
  const latents: Float32Array[] = [];
  const batchSize = imagesPerRun(network);
  for (let from = 0; from < images.length; from += batchSize) {
    signal?.throwIfAborted();
    const batch = images.slice(from, from + batchSize);
    const outputs = await session.run({ [tensorNames.image]: imageBatch(network, batch) });
    const data = float32Of(outputs, tensorNames.latentMean);
    const size = data.length / batch.length;
    latents.push(...batch.map((_, i) => data.slice(i * size, (i + 1) * size)));
  }
  return latents;
}
