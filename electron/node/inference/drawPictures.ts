import type { JudgeImage } from '../../common/inferenceProtocol.ts';
import { pictureKinds, type PictureKind } from '../../common/inspection.ts';
import type { RawImage } from '../imaging/decodedImage.ts';
import { encodeAnomalyMap } from '../imaging/encodeAnomalyMap.ts';
import { encodeArchive } from '../imaging/encodeArchive.ts';
import { encodeThumbnail } from '../imaging/encodeThumbnail.ts';
import { writePicture } from './writePicture.ts';

const thumbnailSidePx = 640;

/** What pictures are drawn from: the image was decoded once, and nothing is decoded again. */
export interface Drawing {
  readonly image: RawImage;
  readonly region: RawImage;
  readonly map: { readonly values: Float32Array; readonly width: number; readonly height: number };
}

export interface DrawnPictures {
  /** Pictures that lie on disk now. */
  readonly pictures: readonly PictureKind[];
  /** Sentence why one could not be written. */
  readonly pictureProblem: string | null;
}

const encoders: Readonly<Record<PictureKind, (drawing: Drawing) => Uint8Array | Promise<Uint8Array>>> = {
  thumbnail: ({ image }) => encodeThumbnail(image, thumbnailSidePx),
  map: ({ map }) => encodeAnomalyMap(map.values, map.width, map.height),
  archive: ({ region }) => encodeArchive(region),
};

/** Draws and writes the pictures of one inspection; the archive only of what failed or is asked for. */
export async function drawPictures(
  drawing: Drawing,
  paths: JudgeImage['pictures'],
  withArchive: boolean,
): Promise<DrawnPictures> {
  const wanted = pictureKinds.filter((kind) => kind !== 'archive' || withArchive);
  const outcomes = await Promise.allSettled(
    wanted.map(async (kind) => writePicture(paths[kind], await encoders[kind](drawing), kind === 'archive')),
  );
  const problem = outcomes.find((outcome) => outcome.status === 'rejected');
  return {
    pictures: wanted.filter((_, index) => outcomes[index]?.status === 'fulfilled'),
    pictureProblem:
      problem === undefined ? null : `A picture could not be written: ${messageOf(problem.reason)}`,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
