import path from 'node:path';
import { bundleFiles, sha256Hex } from './bundle.ts';
import type { GoodImage } from './goodImage.ts';
import type { Judgement } from './judge.ts';
import type { HeadName, Reference } from './manifest.ts';

/** Places of the reference images in the held-out images sorted by score: best, typical, worst. */
const quantiles = [0, 1 / 3, 2 / 3, 1];

/**
 * Picks held-out good images across the range of scores and keeps their camera files, byte for byte, as what a
 * bundle must score the same wherever it is opened. Throws when a file is no longer the image that was judged.
 */
export async function chooseReferences(
  held: readonly GoodImage[],
  judgements: readonly Judgement[],
  head: HeadName,
  readCameraFile: (image: GoodImage) => Promise<Uint8Array>,
): Promise<{ reference: Reference; bytes: Uint8Array }[]> {
  const order = held
    .map((_, i) => i)
    .sort((a, b) => judgements[a]!.scores[head]! - judgements[b]!.scores[head]!);
  const chosen = new Set(quantiles.map((quantile) => order[Math.round(quantile * (order.length - 1))]!));
  const references: { reference: Reference; bytes: Uint8Array }[] = [];
  for (const index of chosen) {
    const image = held[index]!;
    const bytes = await readCameraFile(image);
    if (sha256Hex(bytes) !== image.sha256) {
      throw new Error(
        `${image.file} changed while it was being taught; leave the folder alone and teach again.`,
      );
    }
    const extension = path.extname(image.file).toLowerCase();
    const file = `${bundleFiles.references}/${references.length + 1}${extension}`;
    references.push({
      reference: { file, sha256: image.sha256, scores: { ...judgements[index]!.scores } },
      bytes,
    });
  }
  return references;
}
