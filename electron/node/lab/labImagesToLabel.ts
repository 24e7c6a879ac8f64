import { CallFailure } from '../../common/callFailure.ts';
import type { StoredImage, StoredScores } from './labFolder.ts';

/** The images of these numbers, each content once. @throws CallFailure for one that is not labelled here, or not there. */
export function labImagesToLabel({ images }: StoredScores, numbers: readonly number[]): StoredImage[] {
  const found = numbers.map((number) => {
    const image = images[number - 1];
    if (image === undefined) throw new CallFailure('notFound', `These scores have no image ${number}.`);
    if (image.source === 'synthetic') {
      throw new CallFailure(
        'refused',
        'A synthetic anomaly is neither a good nor a bad part; it has no label.',
      );
    }
    if (image.source === 'inspection') {
      throw new CallFailure('refused', `${image.name} is an inspection: review it instead.`);
    }
    return image;
  });
  return [...new Map(found.map((image) => [image.sha256, image])).values()];
}
