import type { OwnHeadName } from '../heads/heads.ts';
import type { EvidenceCurve } from './evidenceCurve.ts';

/** What `fused` takes of one head. */
export interface FusedHead {
  /** Share of the head in the fused evidence, > 0; all together 1. */
  readonly weight: number;
  readonly curve: EvidenceCurve;
  /** Peak of the head's smoothed map on held-out good images: one unit of it in the fused map; > 0. */
  readonly pixelLimit: number;
}

/** The heads that are combined; a head that is not here is left out. */
export type Fusion = Readonly<Partial<Record<OwnHeadName, FusedHead>>>;
