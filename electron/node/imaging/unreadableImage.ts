import type { UnreadableCode } from '../../common/inferenceProtocol.ts';

export interface ImageSize {
  width: number;
  height: number;
}

/**
 * An image that cannot be inspected, and why in one full sentence for the log and the operator. `imageSize` is
 * the camera image's size where the header could be read.
 */
export class UnreadableImage extends Error {
  override readonly name = 'UnreadableImage';
  readonly code: UnreadableCode;
  readonly imageSize: ImageSize | null;

  constructor(code: UnreadableCode, message: string, imageSize: ImageSize | null = null) {
    super(message);
    this.code = code;
    this.imageSize = imageSize;
  }
}
