import { labelRegions } from '../../../models/evaluation/labelRegions.ts';
import { type PixelMeasures, PixelTally } from '../../../models/evaluation/pixelTally.ts';
import { openHeadMaps } from '../../../models/headMaps.ts';
import type { HeadName } from '../../../models/manifest.ts';
import type { Bundle } from '../../../models/readBundle.ts';
import type { Provider } from '../../../models/session.ts';
import { stretchMap } from '../imaging/stretchMap.ts';
import { runThreads } from '../inference/runThreads.ts';
import type { Evaluation } from './evaluation.ts';
import type { ReadTestImage } from './readTestImage.ts';
import { type TestImage, goodKind } from './testSet.ts';

export type MapFigures = Readonly<Partial<Record<HeadName, PixelMeasures>>>;

/** Gathers, image by image, how the maps of a bundle's heads lie on the masks. */
export interface MapMeasuring extends AsyncDisposable {
  add(image: TestImage, read: ReadTestImage): Promise<void>;
  /** Of every head of which the model draws a map; none without a usable mask. */
  figures(): MapFigures;
  masks(): Omit<NonNullable<Evaluation['masks']>, 'stray'>;
}

/** Maps are compared in the pixels of the region inspected, as the camera gave it. The caller closes what is returned. */
export async function measureMaps(bundle: Bundle, provider: Provider): Promise<MapMeasuring> {
  const { preprocessing } = bundle.manifest;
  const maps = await openHeadMaps(bundle, { provider, threads: runThreads(bundle.manifest.preprocessing) });
  const tallies = new Map(maps.heads.map((head) => [head, new PixelTally()]));
  const missing: string[] = [];
  const unusable: { file: string; reason: string }[] = [];
  let used = 0;
  return {
    async add({ file, kind }, { input, region, mask, maskProblem }) {
      if (maskProblem !== null) unusable.push({ file, reason: maskProblem });
      else if (kind !== goodKind && mask === null) missing.push(file);
      else {
        const { width, height } = region;
        const regions = mask && labelRegions(mask, width, height);
        const drawn = await maps.draw(input);
        for (const [head, tally] of tallies) {
          tally.add(stretchMap(drawn[head]!, preprocessing, { width, height }), regions);
        }
        if (mask !== null) used++;
      }
    },
    figures: () =>
      Object.fromEntries(
        [...tallies].flatMap(([head, tally]) => {
          const measures = tally.measures();
          return measures === null ? [] : [[head, measures] as const];
        }),
      ),
    masks: () => ({ used, missing, unusable }),
    [Symbol.asyncDispose]: () => maps[Symbol.asyncDispose](),
  };
}
