import type { GoodImages, HeadOptions, Observation } from './heads/head.ts';
import type { OwnHeadName } from './heads/heads.ts';
import { imageBatch } from './imageBatch.ts';
import {
  type InspectionNetwork,
  type PerHead,
  availableHeads,
  observationGraph,
  observationName,
} from './inspectionGraph.ts';
import { imagesPerRun } from './imagesPerRun.ts';
import { tensorNames } from './manifest.ts';
import { Session, type SessionOptions, float32Of } from './session.ts';

/**
 * Runs good images, each [channels, height, width] in 0..1, through the taught network and gathers what the heads
 * need to be fitted. Observations keep one row per image, averages are summed in float64.
 */
export async function observeGoods(
  network: InspectionNetwork,
  images: readonly Float32Array[],
  options: SessionOptions,
  signal?: AbortSignal,
  headOptions?: HeadOptions,
): Promise<PerHead<GoodImages>> {
  if (images.length === 0)
    throw new RangeError('observeGoods: needs good images to fit the heads on, got none.');
  const graph = observationGraph(network, headOptions);
  const nothing: GoodImages = { observations: {}, averages: {} };
  if (graph.outputs.length === 0) {
    return Object.fromEntries(availableHeads(network).map((head) => [head, nothing]));
  }
  await using session = await Session.load(graph.toModel(), options);
  const rows: Record<string, { shape: readonly number[]; parts: Float32Array[] }> = {};
  const sums: Record<string, { shape: readonly number[]; data: Float64Array }> = {};
  const batchSize = imagesPerRun(network);
  for (let from = 0; from < images.length; from += batchSize) {
    signal?.throwIfAborted();
    const outputs = await session.run({
      [tensorNames.image]: imageBatch(network, images.slice(from, from + batchSize)),
    });
    for (const name of session.outputNames) {
      const data = float32Of(outputs, name);
      const shape = outputs[name]!.shape.slice(1);
      if (name.startsWith('observe')) (rows[name] ??= { shape, parts: [] }).parts.push(data.slice());
      else addRows((sums[name] ??= { shape, data: new Float64Array(count(shape)) }).data, data);
    }
  }
  return Object.fromEntries(availableHeads(network).map((head) => [head, goodsOf(head)]));

  function goodsOf(head: OwnHeadName): GoodImages {
    const observations: Record<string, Observation> = {};
    const averages: Record<string, { shape: readonly number[]; data: Float64Array }> = {};
    for (const [name, { shape, parts }] of ofHead('observe', rows)) {
      observations[name] = { images: images.length, shape, data: joined(parts) };
    }
    for (const [name, { shape, data }] of ofHead('average', sums)) {
      averages[name] = { shape, data: data.map((sum) => sum / images.length) };
    }
    return { observations, averages };

    function ofHead<T>(kind: 'observe' | 'average', results: Record<string, T>): [string, T][] {
      const prefix = observationName(kind, head, '');
      return Object.entries(results)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, result]) => [name.slice(prefix.length), result]);
    }
  }
}

function addRows(sum: Float64Array, rows: Float32Array): void {
  rows.forEach((value, i) => (sum[i % sum.length]! += value));
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const count = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
