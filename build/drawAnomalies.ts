import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { anomalyNames } from '../models/anomalies/anomalyKinds.ts';
import { goodVariation } from '../models/anomalies/goodVariation.ts';
import { type SyntheticAnomaly, synthesiseKind } from '../models/anomalies/synthesise.ts';
import { demoReferenceSize } from '../models/demo/demoKinds.ts';
import { drawDemo } from '../models/demo/drawDemo.ts';
import { Random } from '../models/random.ts';

/*
 * npm run draw:anomalies: every kind of synthetic anomaly on a good image of the demo product, its mask beside it, as the
 * picture docs/anomalies.png.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(import.meta.dirname, '../docs/anomalies.png') },
    seed: { type: 'string', default: '13' },
  },
});

const side = 128;
const shape = { channels: 1, width: side, height: side } as const;
const goodImages = 24;
const columns = 3;
const label = { height: 24, size: 15 };
const gap = 12;
/** The square around the part that the demo bundle inspects as well. */
const region = { left: 112, top: 48, width: 416, height: 416 };

async function drawGood(seed: number): Promise<Float32Array> {
  const { pixels } = drawDemo({ seed, kind: 'good' });
  const bytes = await sharp(pixels, { raw: { ...demoReferenceSize, channels: 1 } })
    .extract(region)
    .resize(side, side)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return Float32Array.from(bytes, (value) => value / 255);
}

const greyPng = (plane: Float32Array): Promise<Buffer> =>
  sharp(
    Uint8Array.from(plane, (value) => Math.round(255 * value)),
    { raw: shape },
  )
    .png()
    .toBuffer();

const goods = await Promise.all(Array.from({ length: goodImages }, (_, i) => drawGood(i + 1)));
const variation = goodVariation(goods, shape);
const random = new Random(Number(values.seed));
const anomalies = anomalyNames.map((kind, i): SyntheticAnomaly => {
  const anomaly = synthesiseKind(kind, goods[i % goods.length]!, goods, shape, random, variation);
  if (!anomaly) throw new Error(`${kind}: no anomaly could be seen with seed ${values.seed}; try another.`);
  return anomaly;
});

const cell = { width: 2 * side + gap, height: side + label.height + gap };
const width = columns * cell.width + gap;
const height = Math.ceil(anomalies.length / columns) * cell.height + gap;
const places = anomalies.map((_, i) => ({
  left: gap + (i % columns) * cell.width,
  top: gap + Math.floor(i / columns) * cell.height,
}));
const names = anomalies
  .map(({ kind }, i) => `<text x="${places[i]!.left}" y="${places[i]!.top + label.size}">${kind}</text>`)
  .join('');
const text = `<svg width="${width}" height="${height}"><g font-family="sans-serif" font-size="${label.size}">${names}</g></svg>`;
const pictures = await Promise.all(
  anomalies.flatMap(({ image, mask }, i) =>
    [image, mask].map(async (plane, column) => ({
      input: await greyPng(plane),
      left: places[i]!.left + column * side,
      top: places[i]!.top + label.height,
    })),
  ),
);
await sharp({ create: { width, height, channels: 3, background: '#f2f2f2' } })
  .composite([...pictures, { input: Buffer.from(text) }])
  .toColourspace('b-w')
  .png({ palette: true, colours: 64, compressionLevel: 9 })
  .toFile(values.out);
