import type { Classifier } from '../classifier/classifier.ts';
import { fitClassifier } from '../classifier/fitClassifier.ts';
import { latentsOf } from '../classifier/latentsOf.ts';
import { leastBads } from '../classifier/requireLabels.ts';
import type { HeadBuilder, HeadOptions } from '../heads/head.ts';
import type { InspectionNetwork, PerHead } from '../inspectionGraph.ts';
import type { ClassifierRecord, FusionRecord } from '../manifest.ts';
import type { SessionOptions } from '../session.ts';
import { type HeldOutMeasured, crossFit } from './crossFit.ts';
import { fitFusion } from './fitFusion.ts';
import type { Fusion } from './fusion.ts';
import { syntheticAnomalies } from './syntheticAnomalies.ts';

export interface CombineHeadsOptions {
  readonly network: InspectionNetwork;
  /** Good images the network was taught on, [channels, height, width] each. */
  readonly teach: readonly Float32Array[];
  /** Good images it was not. */
  readonly select: readonly Float32Array[];
  /** Labelled bad images. */
  readonly bads: readonly Float32Array[];
  /** Whether to make a classifier where there are labels enough; default true. */
  readonly withClassifier?: boolean;
  /** Of the synthetic anomalies. */
  readonly seed: number;
  /** How many of those at most; default 480. */
  readonly anomalies?: number;
  readonly headOptions?: HeadOptions;
  readonly sessionOptions: SessionOptions;
  readonly signal?: AbortSignal;
}

export interface CombinedHeads {
  readonly builders: PerHead<HeadBuilder>;
  readonly fusion: Fusion;
  readonly fusionRecord: FusionRecord;
  /** null: not asked for, too few labelled bad images, or refused. */
  readonly classifier: Classifier | null;
  /** null: not asked for, or too few labelled bad images. */
  readonly classifierRecord: ClassifierRecord | null;
}

/** Binds the heads to the good images of teaching and selection and makes `fused`, and where there are labels `classifier`, of them. */
export async function combineHeads(options: CombineHeadsOptions): Promise<CombinedHeads> {
  const { network, select, teach, bads, seed } = options;
  const anomalies = syntheticAnomalies(select, teach, network, seed, options.anomalies);
  const { builders, measured } = await crossFit({ ...options, anomalies });
  const { fusion, record: fusionRecord } = fitFusion(measured);
  const { classifier, record: classifierRecord } =
    bads.length < leastBads || options.withClassifier === false
      ? { classifier: null, record: null }
      : await classifierOf(options, fusion, measured);
  return { builders, fusion, fusionRecord, classifier, classifierRecord };
}

async function classifierOf(
  { network, select, bads, sessionOptions, signal }: CombineHeadsOptions,
  fusion: Fusion,
  measured: HeldOutMeasured,
) {
  const all = await latentsOf(network, [...select, ...bads], sessionOptions, signal);
  const latents = all && { select: all.slice(0, select.length), bads: all.slice(select.length) };
  return await fitClassifier({ fusion, measured, latents });
}
