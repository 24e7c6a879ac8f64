import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import type { SurveyedImage } from '../../common/setUp.ts';
import type { WorkbenchRequest } from '../../common/workbenchProtocol.ts';
import { decodeImage } from '../imaging/decode.ts';
import { encodeThumbnail } from '../imaging/encodeThumbnail.ts';
import { prepareImage } from '../imaging/prepare.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import { writePicture } from '../inference/writePicture.ts';
import { listImages } from '../teachFromFolder.ts';
import { preprocessingFor } from '../preprocessingFor.ts';
import { rankByOddness } from './rankByOddness.ts';
import type { AtWork } from './serveWorkbench.ts';

/** Enough to see edges by; larger costs time for every image. */
const size = 96;
const thumbnailPx = 320;
const decodedAtOnce = Math.max(1, Math.min(3, cpus().length - 1));

/**
 * Looks at every image of a folder as teaching would prepare it, draws a small picture of each and ranks them, the most
 * unlike first. What cannot be read is listed as left out.
 * @throws RangeError, a sentence, when there are too few images to compare.
 */
export async function surveyImages(
  order: Extract<WorkbenchRequest, { kind: 'survey' }>,
  { tell, signal }: AtWork,
): Promise<void> {
  const { good, region, pictures } = order;
  const files = await listImages(good, 'good');
  const preprocessing = await preprocessingFor(good, files, {
    ...{ region, ignored: order.ignored, size, mostTiles: 1, channels: 1, seed: 1 },
  });
  const seen: { file: string; number: number; pixels: Float32Array }[] = [];
  const leftOut: { file: string; reason: string }[] = [];
  let done = 0;
  const look = async (file: string, number: number): Promise<void> => {
    signal.throwIfAborted();
    try {
      const image = await decodeImage(await readFile(path.join(good, file)));
      const pixels = await prepareImage(image, preprocessing);
      await writePicture(
        path.join(pictures, `${number}.jpg`),
        await encodeThumbnail(image, thumbnailPx),
        false,
      );
      seen.push({ file, number, pixels });
    } catch (error) {
      const { syscall } = error as NodeJS.ErrnoException;
      if (!(error instanceof UnreadableImage) && syscall === undefined) throw error;
      leftOut.push({ file, reason: (error as Error).message });
    }
    tell({ kind: 'progress', done: ++done, of: files.length });
  };
  let next = 0;
  const lookAtNext = async (): Promise<void> => {
    for (let at = next++; at < files.length; at = next++) await look(files[at]!, at + 1);
  };
  await Promise.all(Array.from({ length: decodedAtOnce }, lookAtNext));
  seen.sort((a, b) => a.number - b.number);
  const odd = await rankByOddness(
    seen.map(({ pixels }) => pixels),
    preprocessing,
    signal,
  );
  const images = seen.map(({ file, number }, at): SurveyedImage => ({ file, number, ...odd[at]! }));
  tell({ kind: 'leftOut', files: leftOut.toSorted((a, b) => (a.file < b.file ? -1 : 1)) });
  tell({ kind: 'surveyed', images: images.sort((a, b) => b.oddness - a.oddness || a.number - b.number) });
}
