import path from 'node:path';
import { pictureKinds, type PictureKind, type ResultId } from '../common/inspection.ts';
import { timeOfId } from './timeOrderedId.ts';

const endings: Readonly<Record<PictureKind, string>> = {
  thumbnail: 'thumbnail.jpg',
  map: 'map.png',
  archive: 'archive.png',
};

export function picturesFolder(home: string): string {
  return path.join(home, 'pictures');
}

/**
 * Where a picture of an inspection lies, below a folder for the day (UTC) its image was first seen; null when the id is
 * none of ours, so that an id from outside can name nothing else.
 */
export function picturePath(home: string, resultId: ResultId, kind: PictureKind): string | null {
  const timeMs = timeOfId(resultId);
  if (timeMs === null || !pictureKinds.includes(kind)) return null;
  const day = new Date(timeMs).toISOString().slice(0, 10);
  return path.join(picturesFolder(home), day, `${resultId}.${endings[kind]}`);
}
