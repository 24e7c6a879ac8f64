export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'tiff' | 'bmp';

interface Pixels {
  width: number;
  height: number;
  /** 1 grey, 3 red green blue interleaved; alpha is gone. */
  channels: 1 | 3;
  /**
   * Sample that means full scale: 255, or by declared bit depth 1023, 4095, 16383, 65535 ... No sample is above it.
   */
  maxValue: number;
}

/** Samples row-major from the top left, width * height * channels of them. */
export type RawImage = Pixels &
  ({ depth: 'uchar'; data: Uint8Array } | { depth: 'ushort'; data: Uint16Array });

/** A camera image decoded completely, upright (EXIF orientation applied). */
export type DecodedImage = RawImage & { format: ImageFormat };
