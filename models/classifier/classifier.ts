import type { EvidenceCurve } from '../fusion/evidenceCurve.ts';
import type { OwnHeadName } from '../heads/heads.ts';

/** A linear decision over the evidence of heads and the latent; above 0 is bad. */
export interface Classifier {
  readonly heads: Readonly<
    Partial<Record<OwnHeadName, { readonly curve: EvidenceCurve; readonly weight: number }>>
  >;
  /** A weight for each latent value; null: the network has no latent. */
  readonly latent: Float32Array | null;
  readonly bias: number;
}
