/**
 * Every head that needs no network, by itself: fitted on all of SET/train/good, measured on half A of the test images. Prints one
 * line of JSON per head: image AUROC, for each kind of defect too, and milliseconds per image on one thread.
 * Run by hand: npm run quality:heads -- --data DIR [--size 128]
 */
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { listGoods } from '../../electron/node/lookAtGoods.ts';
import { preprocessingFor } from '../../electron/node/preprocessingFor.ts';
import { readGoods } from '../../electron/node/readGoods.ts';
import { auroc } from '../../models/evaluation/auroc.ts';
import { type InspectionNetwork, availableHeads, fitHeads } from '../../models/inspectionGraph.ts';
import { loadMeasuring } from '../../models/measureHeads.ts';
import { observeGoods } from '../../models/observeGoods.ts';
import { halfOf } from './halves.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, size: { type: 'string', default: '128' } },
});
if (values.data === undefined) throw new Error('quality:heads needs --data DIR, a set in MVTec layout.');
const data = resolve(values.data);
const sessionOptions = { provider: 'cpu', threads: 1 } as const;

const goodFolder = join(data, 'train/good');
const files = await listGoods(goodFolder, false);
const preprocessing = await preprocessingFor(goodFolder, files, {
  region: null,
  size: Number(values.size),
  seed: 1,
});
const read = async (folder: string, names: readonly string[]): Promise<Float32Array[]> => {
  const goods = await readGoods({ folder, files: names, preprocessing, onRead: () => undefined });
  return goods.images.map(({ pixels }) => pixels);
};
const { channels, width, height } = preprocessing;
const network: InspectionNetwork = { channels, width, height, build: () => ({}) };
const builders = fitHeads(await observeGoods(network, await read(goodFolder, files), sessionOptions));

const tested: { kind: string; images: Float32Array[] }[] = [];
for (const kind of (await readdir(join(data, 'test'))).toSorted()) {
  const folder = join(data, 'test', kind);
  const inHalf: string[] = [];
  for (const file of await listGoods(folder, false)) {
    if (halfOf(await readFile(join(folder, file))) === 'A') inHalf.push(file);
  }
  tested.push({ kind, images: await read(folder, inHalf) });
}

const rounded = (value: number): number => Number(value.toFixed(3));
for (const head of availableHeads(network)) {
  await using measuring = await loadMeasuring(
    { network, builders: { [head]: builders[head]! }, fusion: null },
    sessionOptions,
  );
  const scores = new Map<string, readonly number[]>();
  const started = performance.now();
  for (const { kind, images } of tested) scores.set(kind, (await measuring.measure(images))[head]!.scores);
  const images = tested.reduce((sum, each) => sum + each.images.length, 0);
  const msPerImage = rounded((performance.now() - started) / images);
  const goods = scores.get('good') ?? [];
  const bads = [...scores].filter(([kind]) => kind !== 'good');
  const perKind = Object.fromEntries(bads.map(([kind, of]) => [kind, rounded(auroc(goods, of))]));
  const all = rounded(
    auroc(
      goods,
      bads.flatMap(([, of]) => of),
    ),
  );
  console.log(JSON.stringify({ data, channels, width, height, head, auroc: all, perKind, msPerImage }));
}
