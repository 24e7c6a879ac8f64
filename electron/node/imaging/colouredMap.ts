import sharp from 'sharp';
import { colourMap } from '../../common/mapColours.ts';

/** The picture of a map (see encodeAnomalyMap) as the screen paints it: PNG with transparency, longest side `longestSidePx`. */
export async function colouredMap(map: Buffer, longestSidePx: number): Promise<Buffer> {
  const { width: mapWidth, height: mapHeight } = await sharp(map).metadata();
  const scale = longestSidePx / Math.max(mapWidth, mapHeight);
  const { data, info } = await sharp(map)
    .resize(Math.max(1, Math.round(mapWidth * scale)), Math.max(1, Math.round(mapHeight * scale)), {
      fit: 'fill',
      kernel: 'cubic',
    })
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const painted = new Uint8ClampedArray(4 * data.length);
  data.forEach((grey, at) => (painted[4 * at] = grey));
  colourMap(painted, info.width, info.height);
  return sharp(painted, { raw: { width: info.width, height: info.height, channels: 4 } })
    .png()
    .toBuffer();
}
