import type { HeadName, Manifest } from '../../../models/manifest.ts';

/** Scores and anomaly map of one image. */
export interface Judgement {
  /** Raw scores, higher is worse. */
  readonly scores: Readonly<Partial<Record<HeadName, number>>>;
  /** [height, width] of the network's input; 1 is where a pixel reaches the limit. */
  readonly map: Float32Array;
  /** [channels, height, width], 0..1; null when the model has no network that reconstructs. */
  readonly reconstruction: Float32Array | null;
}

/** An opened bundle, ready to judge on one provider. */
export interface JudgingModel {
  readonly manifest: Manifest;
  /**
   * Judges some images in one run, each [channels, height, width] in 0..1; judgements in the same order. Blocks this
   * thread while the model runs; rejects when it fails.
   */
  judge(images: readonly Float32Array[]): Promise<readonly Judgement[]>;
}
