import type { OpenedBundle } from '../../openBundle.ts';
import { encodeOverlay } from '../../imaging/encodeOverlay.ts';
import { readTestImage } from '../readTestImage.ts';
import type { ScoredImage } from '../evaluation.ts';
import type { TestSet } from '../testSet.ts';

/** JPEGs of one image. */
export interface Pictures {
  readonly image: Buffer;
  readonly overlay: Buffer;
}

const longestSidePx = 400;

/** Reads and judges the images once more and draws them; by file. An image that went away meanwhile is not there. */
export async function drawMistakes(
  { bundle, judge }: OpenedBundle,
  { images }: TestSet,
  wanted: readonly ScoredImage[],
): Promise<ReadonlyMap<string, Pictures>> {
  const { preprocessing } = bundle.manifest;
  const drawn = new Map<string, Pictures>();
  for (const image of images) {
    if (!wanted.some(({ file }) => file === image.file)) continue;
    const read = await readTestImage({ ...image, mask: null }, preprocessing);
    if ('reason' in read) continue;
    const [judgement] = await judge.judge([read.input]);
    const { width, height } = preprocessing;
    const map = { values: judgement!.map, width, height };
    drawn.set(image.file, {
      image: await encodeOverlay(read.region, null, longestSidePx),
      overlay: await encodeOverlay(read.region, map, longestSidePx),
    });
  }
  return drawn;
}
