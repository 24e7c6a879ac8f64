import type { ResultId } from '../../common/inspection.ts';
import type { LeftOutImage } from '../../common/lab.ts';
import type { StoredImage } from './labFolder.ts';

/** A camera image ready to be scored. */
export interface ReadImage extends Pick<StoredImage, 'name' | 'source' | 'sha256' | 'notFound'> {
  readonly resultId: ResultId | null;
  /** [channels, height, width] in 0..1. */
  readonly pixels: Float32Array;
  /** JPEG of the region; null: the inspection has its own. */
  readonly thumbnail: Uint8Array | null;
}

/** An image by where it is; reading answers why it is left out instead, in a sentence. */
export interface ListedImage {
  readonly name: string;
  readonly read: () => Promise<ReadImage | LeftOutImage>;
}
