import { asPictureAddress } from '../common/pictureAddress.ts';
import type { Station } from './station/stationInterface.ts';

export type PictureSource = Pick<
  Station,
  | 'pictureFile'
  | 'drawnPictureFile'
  | 'teachingPictureFile'
  | 'samplePictureFile'
  | 'challengePictureFile'
  | 'setUpPictureFile'
  | 'labPictureFile'
>;

/** Absolute path of the picture an address names; null when it names none. The ids are checked, never joined blindly. */
export function pictureFileAt(path: string, source: PictureSource): string | null {
  const address = asPictureAddress(path);
  if (address === null) return null;
  switch (address.of) {
    case 'inspection':
      return source.pictureFile(address.resultId, address.kind);
    case 'drawn':
      return source.drawnPictureFile(address.resultId, address.kind);
    case 'teaching':
      return source.teachingPictureFile(address.teachingId, address.number);
    case 'sample':
      return source.samplePictureFile(address.sampleId);
    case 'challenge':
      return source.challengePictureFile(address.challengeImageId);
    case 'setUp':
      return source.setUpPictureFile(address.taskId, address.number);
    case 'lab':
      return source.labPictureFile(address.recipeId, address.scoringId, address.number);
  }
}
