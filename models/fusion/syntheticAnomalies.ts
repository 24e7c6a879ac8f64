import { type AnomalyKind, possibleKinds } from '../anomalies/anomalyKinds.ts';
import { goodVariation } from '../anomalies/goodVariation.ts';
import { synthesise, synthesiseKind } from '../anomalies/synthesise.ts';
import type { ImageShape } from '../networks/augment.ts';
import { Random } from '../random.ts';

/** Enough that a weight hardly depends on which were drawn; they cost as much time as inspecting so many images. */
const usual = 480;
/** Of large images fewer are drawn, but so many of each kind. */
const leastOfKind = 4;
const pixelsInAll = usual * 160 * 160;

/** An anomaly of a good image that is drawn when it is needed. */
export interface AnomalyOfGood {
  /** Index of the good image. */
  readonly source: number;
  /** The same at every call. @throws RangeError when no anomaly can be seen in the image. */
  readonly draw: () => { readonly image: Float32Array; readonly kind: AnomalyKind };
}

/**
 * Anomalies of good images: every possible kind as often, but that an image in which a kind cannot be seen gets another one; sources
 * taken in turn. The same arguments give the same ones.
 * @param sources good images that get them, planes of 0..1
 * @param others further good images, for texture and for how good ones differ; together at least two
 */
export function syntheticAnomalies(
  sources: readonly Float32Array[],
  others: readonly Float32Array[],
  shape: ImageShape,
  seed: number,
  most = usual,
): AnomalyOfGood[] {
  const variation = goodVariation([...others, ...sources], shape);
  const kinds = possibleKinds(variation);
  const affordable = Math.min(most, pixelsInAll / (shape.width * shape.height));
  const rounds = Math.max(leastOfKind, Math.round(affordable / kinds.length));
  const random = new Random(seed);
  return Array.from({ length: rounds * kinds.length }, (_, index) => {
    const at = index % kinds.length;
    const kind = kinds[at]!;
    // Every kind meets every image in turn, and no image the same kinds in each round.
    const source = (at + Math.floor(index / kinds.length)) % sources.length;
    const own = random.below(2 ** 31);
    return {
      source,
      draw: () => {
        const args = [sources[source]!, others, shape, new Random(own), variation] as const;
        return synthesiseKind(kind, ...args) ?? synthesise(...args);
      },
    };
  });
}
