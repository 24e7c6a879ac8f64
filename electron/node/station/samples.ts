import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SampleId } from '../../common/inspection.ts';
import type { DecodedImage } from '../imaging/decodedImage.ts';
import { encodeThumbnail } from '../imaging/encodeThumbnail.ts';
import { timeOrderedId } from '../timeOrderedId.ts';

/** Looks at folders whose picture is kept: engineers at several screens may set up at once. */
const kept = 8;
const longestSidePx = 1280;

/** Pictures of the good images a screen draws its region on. */
export interface Samples {
  /** Null when there is no room for it: a region can be drawn without. */
  keep(image: DecodedImage): Promise<SampleId | null>;
  /** Absolute path; null for an id that is not kept. */
  file(sampleId: SampleId): string | null;
  /** Deletes them all. */
  clear(): Promise<void>;
}

export function createSamples(home: string, wallClockMs: () => number): Samples {
  const root = path.join(home, 'samples');
  const ids: SampleId[] = [];
  const fileOf = (sampleId: SampleId) => path.join(root, `${sampleId}.jpg`);

  return {
    async keep(image) {
      const sampleId = timeOrderedId<SampleId>(wallClockMs());
      try {
        await mkdir(root, { recursive: true });
        await writeFile(fileOf(sampleId), await encodeThumbnail(image, longestSidePx));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
        return null;
      }
      ids.push(sampleId);
      for (const old of ids.splice(0, Math.max(0, ids.length - kept))) await rm(fileOf(old), { force: true });
      return sampleId;
    },
    file: (sampleId) => (ids.includes(sampleId) ? fileOf(sampleId) : null),
    async clear() {
      ids.length = 0;
      await rm(root, { recursive: true, force: true });
    },
  };
}
