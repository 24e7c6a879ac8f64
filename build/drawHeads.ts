import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { prepareImage } from '../electron/node/imaging/prepare.ts';
import { stretchMap } from '../electron/node/imaging/stretchMap.ts';
import { openBundle } from '../electron/node/openBundle.ts';
import { colourMap, mapScale } from '../electron/common/mapColours.ts';
import { demoKinds, type DemoKind } from '../models/demo/demoKinds.ts';
import { drawDemo } from '../models/demo/drawDemo.ts';
import { openHeadMaps } from '../models/headMaps.ts';
import type { HeadName } from '../models/manifest.ts';

/*
 * npm run draw:heads: what every head of the demo bundle sees in a good and in each kind of bad image, as the picture
 * docs/heads.png: image, reconstruction, then the map of each head over the image, scaled by the largest value it has on some
 * other good images, with its score as a multiple of its limit.
 */
const { values } = parseArgs({
  options: {
    bundle: { type: 'string', default: path.join(import.meta.dirname, '../models/demo/bundle') },
    out: { type: 'string', default: path.join(import.meta.dirname, '../docs/heads.png') },
    /** Of the first image; outside the seeds that taught. */
    seed: { type: 'string', default: '1700000' },
  },
});

const goodImages = 20;
const side = 112;
const gap = 8;
const label = { width: 150, height: 22, size: 13 };

await using opened = await openBundle(values.bundle, { provider: 'cpu' });
await using maps = await openHeadMaps(opened.bundle, { provider: 'cpu' });
const { preprocessing, heads } = opened.bundle.manifest;
const { width, height, channels } = preprocessing;
if (channels !== 1)
  throw new RangeError(`draw:heads draws grey products, and this bundle has ${channels} channels.`);
const firstSeed = Number(values.seed);

const drawInput = (seed: number, kind: DemoKind): Promise<Float32Array> => {
  const { pixels, ...size } = drawDemo({ seed, kind });
  return prepareImage({ ...size, maxValue: 255, depth: 'uchar', data: pixels as Uint8Array }, preprocessing);
};

const largest = new Map<HeadName, number>();
for (let index = 1; index <= goodImages; index++) {
  const drawn = await maps.draw(await drawInput(firstSeed + index, 'good'));
  for (const head of maps.heads) {
    const most = drawn[head]!.reduce((greatest, value) => Math.max(greatest, value), 0);
    largest.set(head, Math.max(largest.get(head) ?? 0, most));
  }
}

const toSide = async (plane: Float32Array): Promise<Buffer> =>
  await sharp(
    Uint8Array.from(plane, (value) => Math.round(255 * value)),
    { raw: { width, height, channels: 1 } },
  )
    .resize(side, side, { fit: 'contain' })
    .png()
    .toBuffer();

async function overlay(map: Float32Array, unit: number): Promise<Buffer> {
  const evidence = stretchMap(map, { width, height }, { width: side, height: side });
  const painted = new Uint8ClampedArray(4 * side * side);
  evidence.forEach((value, at) => (painted[4 * at] = (value / unit / mapScale) * 255));
  colourMap(painted, side, side);
  return await sharp(painted, { raw: { width: side, height: side, channels: 4 } })
    .png()
    .toBuffer();
}

const rows = ['image', 'reconstruction', ...maps.heads];
const pieces: { input: Buffer; left: number; top: number }[] = [];
const texts: string[] = [];
const write = (text: string, left: number, top: number): void => {
  texts.push(`<text x="${left}" y="${top}">${text}</text>`);
};
const topOf = (row: number): number => label.height + row * (side + label.height);
rows.forEach((name, row) => write(name, gap, topOf(row) + side / 2));
for (const [column, kind] of demoKinds.entries()) {
  const left = label.width + column * (side + gap);
  write(kind, left, label.size + 2);
  const input = await drawInput(firstSeed, kind);
  const [judgement] = await opened.judge.judge([input]);
  const drawn = await maps.draw(input);
  const image = await toSide(input);
  pieces.push({ input: image, left, top: topOf(0) });
  pieces.push({ input: await toSide(judgement!.reconstruction!), left, top: topOf(1) });
  for (const [index, head] of maps.heads.entries()) {
    const top = topOf(index + 2);
    pieces.push({ input: image, left, top });
    pieces.push({ input: await overlay(drawn[head]!, largest.get(head)!), left, top });
    const { limit, minimum } = heads[head]!;
    // From the smallest good score, as some heads count from below zero.
    const share = (judgement!.scores[head]! - minimum) / (limit - minimum);
    write(`${share.toFixed(2)}${share > 1 ? ' above' : ''}`, left, top + side + label.size + 1);
  }
}
const size = {
  width: label.width + demoKinds.length * (side + gap),
  height: topOf(rows.length),
};
const text = `<svg width="${size.width}" height="${size.height}"><g font-family="sans-serif" font-size="${label.size}">${texts.join('')}</g></svg>`;
await sharp({ create: { ...size, channels: 3, background: '#f2f2f2' } })
  .composite([...pieces, { input: Buffer.from(text), left: 0, top: 0 }])
  .png({ palette: true, colours: 128, compressionLevel: 9 })
  .toFile(values.out);
