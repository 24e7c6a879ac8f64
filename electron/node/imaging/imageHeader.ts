import type { ImageFormat } from './decodedImage.ts';

/** What a file's header declares, read before any pixel is decoded. Width and height before EXIF orientation. */
export interface ImageHeader {
  format: ImageFormat;
  width: number;
  height: number;
  /** Channels after decoding, alpha removed and palettes resolved. */
  channels: 1 | 3;
  depth: 'uchar' | 'ushort';
  /** Full scale by the declared bit depth. */
  maxValue: number;
}
