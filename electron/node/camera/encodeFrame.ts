import type { DemoImage } from '../../../models/demo/drawDemo.ts';
import { encodeBmp } from '../imaging/encodeBmp.ts';
import type { RawImage } from '../imaging/decodedImage.ts';
import { rawToSharp, spaceOf } from '../imaging/rawToSharp.ts';
import type { CameraFormat } from './cameraOptions.ts';

/** A file as a camera of this format would export it; lossless but for JPEG (quality 92). */
export async function encodeFrame(image: DemoImage, format: CameraFormat): Promise<Buffer> {
  const { width, height, channels, pixels } = image;
  const size = { width, height, channels };
  const raw: RawImage =
    pixels instanceof Uint16Array
      ? { ...size, maxValue: 65535, depth: 'ushort', data: pixels }
      : { ...size, maxValue: 255, depth: 'uchar', data: pixels };
  if (format === 'bmp') {
    if (raw.depth === 'ushort') throw new RangeError('encodeFrame: a BMP cannot hold 16 bits a sample.');
    return encodeBmp(raw.data, size);
  }
  const pipeline = rawToSharp(raw).toColourspace(spaceOf(raw));
  if (format === 'png') return pipeline.png({ compressionLevel: 1 }).toBuffer();
  if (format === 'jpg') return pipeline.jpeg({ quality: 92 }).toBuffer();
  return pipeline.tiff({ compression: 'none' }).toBuffer();
}
