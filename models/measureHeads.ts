import { imageBatch } from './imageBatch.ts';
import { imagesPerRun } from './imagesPerRun.ts';
import { type InspectionModel, headsOf, measuringGraph, peakName } from './inspectionGraph.ts';
import { type HeadName, tensorNames } from './manifest.ts';
import { Session, type SessionOptions, float32Of } from './session.ts';

/** What the heads say of images, one number per image in their order. */
export interface Measured {
  readonly scores: readonly number[];
  /** Largest value of the head's smoothed map. */
  readonly peaks: readonly number[];
}

/** A loaded measuring graph; the caller closes it. */
export interface Measuring extends AsyncDisposable {
  /** Images are [channels, height, width] in 0..1. @throws Error on a score that is not finite; the signal's reason. */
  measure(images: Iterable<Float32Array>): Promise<Partial<Record<HeadName, Measured>>>;
}

/** Loads the heads of a model without the pictures they draw. */
export async function loadMeasuring(
  model: InspectionModel,
  options: SessionOptions,
  signal?: AbortSignal,
): Promise<Measuring> {
  const session = await Session.load(measuringGraph(model).toModel(), options);
  const names = headsOf(model);
  return {
    [Symbol.asyncDispose]: () => session.release(),
    async measure(images) {
      const measured = names.map((name) => ({ name, scores: [] as number[], peaks: [] as number[] }));
      for (const batch of batchesOf(images, imagesPerRun(model.network))) {
        signal?.throwIfAborted();
        const outputs = await session.run({ [tensorNames.image]: imageBatch(model.network, batch) });
        for (const { name, scores, peaks } of measured) {
          scores.push(...requireFinite(name, float32Of(outputs, tensorNames.score(name))));
          peaks.push(...requireFinite(name, float32Of(outputs, peakName(name))));
        }
      }
      return Object.fromEntries(measured.map(({ name, scores, peaks }) => [name, { scores, peaks }]));
    },
  };
}

function* batchesOf(images: Iterable<Float32Array>, batchSize: number): Generator<Float32Array[]> {
  let batch: Float32Array[] = [];
  for (const image of images) {
    batch.push(image);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function requireFinite(head: HeadName, values: Float32Array): Float32Array {
  const wrong = values.find((value) => !Number.isFinite(value));
  if (wrong === undefined) return values;
  throw new Error(`${head} gave ${wrong} for an image; the model is damaged, teach again.`);
}
