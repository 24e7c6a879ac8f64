import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { teachFromFolder } from '../electron/node/teachFromFolder.ts';
import { drawDemo } from '../models/demo/drawDemo.ts';
import { demoReferenceSize } from '../models/demo/demoKinds.ts';

/*
 * npm run teach:demo: draws good images of the demo product and teaches the bundle `npm start` uses.
 * Seeds 1 to 500 are for teaching; evaluateDemo and the simulated camera draw from one million upwards.
 */
const images = 500;
const firstSeed = 1;

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(import.meta.dirname, '../models/demo/bundle') },
    minutes: { type: 'string' },
    steps: { type: 'string', default: '1500' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string' },
    region: { type: 'string', default: '112,48,416,416' },
    /** A scratch is 2 camera pixels wide: the region is judged in tiles, as one piece of 128x128 does not show it. */
    'smallest-defect': { type: 'string', default: '2' },
    tiles: { type: 'string', default: '9' },
  },
});

const { version } = JSON.parse(await readFile(path.join(import.meta.dirname, '../package.json'), 'utf8')) as {
  version: string;
};
const good = await mkdtemp(path.join(tmpdir(), 'plumbline-demo-'));
try {
  for (let seed = firstSeed; seed < firstSeed + images; seed++) {
    const { pixels } = drawDemo({ seed, kind: 'good' });
    const png = sharp(pixels, { raw: { ...demoReferenceSize, channels: 1 } })
      .toColourspace('b-w')
      .png({ compressionLevel: 9 });
    await writeFile(path.join(good, `good-${String(seed).padStart(4, '0')}.png`), await png.toBuffer());
  }
  const [x, y, width, height] = values.region.split(',').map(Number) as [number, number, number, number];
  const { summary, calibration } = await teachFromFolder({
    good,
    out: values.out,
    product: 'Demo: hexagon bolt',
    purpose: 'demo',
    region: { x, y, width, height },
    channels: 1,
    smallestDefectPx: Number(values['smallest-defect']),
    mostTiles: Number(values.tiles),
    seed: Number(values.seed),
    // A number of steps, unlike a time, gives the same bundle again.
    budget: values.minutes ? { minutes: Number(values.minutes) } : { steps: Number(values.steps) },
    ...(values.threads ? { threads: Number(values.threads) } : {}),
    versions: { plumbline: version, node: process.versions.node },
    onProgress: (progress) => {
      if (progress.phase !== 'teaching') return;
      const { step, total, losses, secondsLeft, heldOutLoss } = progress.training;
      if (step % 50 !== 0 && heldOutLoss === undefined) return;
      const figures = Object.entries(losses).map(([name, value]) => `${name} ${value.toPrecision(3)}`);
      const held = heldOutLoss === undefined ? '' : `, held out ${heldOutLoss.toPrecision(4)}`;
      process.stderr.write(
        `step ${step}/${total ?? '?'}, ${Math.round(secondsLeft ?? 0)} s left: ${figures.join(', ')}${held}\n`,
      );
    },
  });
  process.stderr.write(`${calibration}\n`);
  console.log(JSON.stringify(summary));
} finally {
  await rm(good, { recursive: true, force: true });
}
