import type { HeadBuilder, HeadOptions } from '../heads/head.ts';
import type { InspectionNetwork, PerHead } from '../inspectionGraph.ts';
import type { FusionRecord } from '../manifest.ts';
import type { SessionOptions } from '../session.ts';
import { crossFit } from './crossFit.ts';
import { fitFusion } from './fitFusion.ts';
import type { Fusion } from './fusion.ts';
import { syntheticAnomalies } from './syntheticAnomalies.ts';

export interface FuseHeadsOptions {
  readonly network: InspectionNetwork;
  /** Good images the network was taught on, [channels, height, width] each. */
  readonly teach: readonly Float32Array[];
  /** Good images it was not. */
  readonly select: readonly Float32Array[];
  /** Labelled bad images. */
  readonly bads: readonly Float32Array[];
  /** Of the synthetic anomalies. */
  readonly seed: number;
  /** How many of those at most; default 480. */
  readonly anomalies?: number;
  readonly headOptions?: HeadOptions;
  readonly sessionOptions: SessionOptions;
  readonly signal?: AbortSignal;
}

/** Binds the heads to the good images of teaching and selection and combines them. */
export async function fuseHeads(options: FuseHeadsOptions): Promise<{
  readonly builders: PerHead<HeadBuilder>;
  readonly fusion: Fusion;
  readonly fusionRecord: FusionRecord;
}> {
  const { network, select, teach, seed } = options;
  const anomalies = syntheticAnomalies(select, teach, network, seed, options.anomalies);
  const { builders, measured } = await crossFit({ ...options, anomalies });
  const { fusion, record } = fitFusion(measured);
  return { builders, fusion, fusionRecord: record };
}
