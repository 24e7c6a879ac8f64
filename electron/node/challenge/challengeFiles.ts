import path from 'node:path';
import type { ChallengeImage } from '../../common/challenge.ts';
import { encodeThumbnail } from '../imaging/encodeThumbnail.ts';
import type { RawImage } from '../imaging/decodedImage.ts';
import { writePicture } from '../inference/writePicture.ts';

const thumbnailPx = 480;

/** Where the file of an image of a challenge set lies: named by its content, so that sets can share it. */
export function challengeFile(
  home: string,
  { sha256, name }: Pick<ChallengeImage, 'sha256' | 'name'>,
): string {
  return path.join(home, 'challenges', `${sha256}${path.extname(name).toLowerCase()}`);
}

export function challengeThumbnail(home: string, { sha256 }: Pick<ChallengeImage, 'sha256'>): string {
  return path.join(home, 'challenges', `${sha256}.thumbnail.jpg`);
}

/** Keeps the file as it is and a picture of it. Both last: they are written to the disk before this resolves. */
export async function keepChallengeFile(
  home: string,
  image: Pick<ChallengeImage, 'sha256' | 'name'>,
  bytes: Uint8Array,
  decoded: RawImage,
): Promise<void> {
  await writePicture(challengeFile(home, image), bytes, true);
  await writePicture(challengeThumbnail(home, image), await encodeThumbnail(decoded, thumbnailPx), true);
}
