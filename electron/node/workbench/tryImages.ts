import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TriedImage } from '../../common/setUp.ts';
import { limitsInForce } from '../../common/limits.ts';
import type { WorkbenchRequest } from '../../common/workbenchProtocol.ts';
import { decodeImage } from '../imaging/decode.ts';
import { encodeOverlay } from '../imaging/encodeOverlay.ts';
import { prepareLocated } from '../imaging/prepare.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import { uprightRegion } from '../imaging/uprightRegion.ts';
import { locatedPart } from '../inference/locatedPart.ts';
import { openModel } from '../inference/openModel.ts';
import { writePicture } from '../inference/writePicture.ts';
import { scored } from '../lane/judgement.ts';
import { listGoods } from '../lookAtGoods.ts';
import type { AtWork } from './serveWorkbench.ts';

/** As many as a person looks at. */
const mostImages = 60;
const picturePx = 480;

/** Judges images with a bundle that need not be in force, and draws each with and without its map. */
export async function tryImages(
  order: Extract<WorkbenchRequest, { kind: 'trial' }>,
  { tell, signal }: AtWork,
): Promise<void> {
  const { folder, pictures } = order;
  const files = (order.files ?? (await listGoods(folder, false))).slice(0, mostImages);
  if (files.length === 0) throw new RangeError(`There is no image in ${folder} to try.`);
  tell({ kind: 'progress', done: 0, of: files.length });
  const { model } = await openModel(order);
  try {
    const { manifest } = model;
    const { calibration } = manifest;
    const limits = limitsInForce(order, {
      limit: calibration.limit,
      reviewLimit: calibration.reviewLimit ?? null,
    });
    const preprocessing = { ...manifest.preprocessing, otherSizes: order.otherSizes };
    for (const [at, file] of files.entries()) {
      signal.throwIfAborted();
      const number = 2 * at + 1;
      const named = { file, number, limit: limits.limit };
      tell({ kind: 'tried', image: { ...named, ...(await judge(file, number)) } });
      tell({ kind: 'progress', done: at + 1, of: files.length });
    }

    async function judge(
      file: string,
      number: number,
    ): Promise<Pick<TriedImage, 'verdict' | 'score' | 'reason'>> {
      try {
        const image = await decodeImage(await readFile(path.join(folder, file)), {
          bitDepth: preprocessing.bitDepth ?? null,
        });
        const { input, located } = await prepareLocated(image, preprocessing);
        const [judgement] = await model.judge([input]);
        const region = await uprightRegion(image, preprocessing, located);
        const map = { values: judgement!.map, width: preprocessing.width, height: preprocessing.height };
        const draw = async (which: number, painted: typeof map | null): Promise<void> =>
          writePicture(
            path.join(pictures, `${which}.jpg`),
            await encodeOverlay(region, painted, picturePx),
            false,
          );
        await Promise.all([draw(number, null), draw(number + 1, map)]);
        const { verdict, score, reason } = scored(
          { scores: judgement!.scores, located: locatedPart(located, manifest), pictures: [] },
          { head: calibration.head },
          limits,
        );
        return { verdict, score, reason };
      } catch (error) {
        const { syscall } = error as NodeJS.ErrnoException;
        if (!(error instanceof UnreadableImage) && syscall === undefined) throw error;
        return { verdict: 'unreadable', score: null, reason: (error as Error).message };
      }
    }
  } finally {
    await model.release();
  }
}
