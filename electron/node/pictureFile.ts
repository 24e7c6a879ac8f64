import { asPictureAddress } from '../common/pictureAddress.ts';
import type { Station } from './station/stationInterface.ts';

export type PictureSource = Pick<Station, 'pictureFile' | 'teachingPictureFile'>;

/** Absolute path of the picture an address names; null when it names none. The ids are checked, never joined blindly. */
export function pictureFileAt(path: string, source: PictureSource): string | null {
  const address = asPictureAddress(path);
  if (address === null) return null;
  return address.of === 'inspection'
    ? source.pictureFile(address.resultId, address.kind)
    : source.teachingPictureFile(address.teachingId, address.number);
}
