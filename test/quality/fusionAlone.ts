/**
 * What `fused` makes of the heads that need no network: fitted on SET/train/good, judged on half A of SET/test. Prints
 * the AUROC of each head on synthetic anomalies and on the test images, and its weight. Seconds, not minutes.
 * Run by hand: npm run quality:fusion -- --data DIR [--size 128] [--seed 1] [--scores FILE]
 */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { listGoods } from '../../electron/node/lookAtGoods.ts';
import { preprocessingFor } from '../../electron/node/preprocessingFor.ts';
import { readGoods } from '../../electron/node/readGoods.ts';
import { auroc } from '../../models/evaluation/auroc.ts';
import { combineHeads } from '../../models/fusion/combineHeads.ts';
import { headsOf, type InspectionNetwork } from '../../models/inspectionGraph.ts';
import type { HeadName } from '../../models/manifest.ts';
import { loadMeasuring } from '../../models/measureHeads.ts';
import { splitGoods } from '../../models/splitGoods.ts';
import { halfOf } from './halves.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    size: { type: 'string', default: '128' },
    seed: { type: 'string', default: '1' },
    /** Where to keep the raw scores, JSON. */
    scores: { type: 'string' },
  },
});
if (values.data === undefined) throw new Error('quality:fusion needs --data DIR, a set in MVTec layout.');
const data = resolve(values.data);
const [size, seed] = [Number(values.size), Number(values.seed)];
const sessionOptions = { provider: 'cpu', threads: 1 } as const;

const good = join(data, 'train/good');
const files = await listGoods(good, false);
const preprocessing = await preprocessingFor(good, files, { region: null, size, seed });
const { images } = await readGoods({ folder: good, files, preprocessing, onRead: () => undefined });
const { channels, width, height } = preprocessing;
const network: InspectionNetwork = { channels, width, height, build: () => ({}) };
const split = splitGoods(
  images.map(({ sha256 }) => sha256),
  seed,
);
const started = performance.now();
const [teach, select] = [split.teach, split.select].map((part) =>
  part.map((index) => images[index]!.pixels),
) as [Float32Array[], Float32Array[]];
const heads = await combineHeads({ network, teach, select, bads: [], seed, sessionOptions });
const seconds = (performance.now() - started) / 1000;

await using measuring = await loadMeasuring({ network, ...heads }, sessionOptions);
const tested: { file: string; kind: string; scores: Partial<Record<HeadName, number>> }[] = [];
for (const kind of (await readdir(join(data, 'test'))).toSorted()) {
  const folder = join(data, 'test', kind);
  const inHalf: string[] = [];
  for (const file of await listGoods(folder, false)) {
    if (halfOf(await readFile(join(folder, file))) === 'A') inHalf.push(file);
  }
  const read = await readGoods({ folder, files: inHalf, preprocessing, onRead: () => undefined });
  const measured = await measuring.measure(read.images.map(({ pixels }) => pixels));
  read.images.forEach(({ file }, i) => {
    const scores = Object.entries(measured).map(([head, each]) => [head, each.scores[i]!]);
    tested.push({ file, kind, scores: Object.fromEntries(scores) });
  });
}
const kinds = [...new Set(tested.map(({ kind }) => kind))].filter((kind) => kind !== 'good');
const scoresOf = (head: HeadName, wanted: (kind: string) => boolean): number[] =>
  tested.filter(({ kind }) => wanted(kind)).map(({ scores }) => scores[head]!);
const rounded = (value: number): number => Number(value.toFixed(3));
console.table(
  Object.fromEntries(
    headsOf(heads).map((head) => {
      const goods = scoresOf(head, (kind) => kind === 'good');
      const record = heads.fusionRecord.heads[head];
      const all = rounded(
        auroc(
          goods,
          scoresOf(head, (kind) => kind !== 'good'),
        ),
      );
      const perKind = kinds.map((kind) => [
        kind,
        rounded(
          auroc(
            goods,
            scoresOf(head, (each) => each === kind),
          ),
        ),
      ]);
      const fusion = record && { weight: rounded(record.weight), synthetic: rounded(record.syntheticAuroc) };
      return [head, { ...fusion, all, ...Object.fromEntries(perKind) }];
    }),
  ),
);
for (const [head, { leftOut }] of Object.entries(heads.fusionRecord.heads)) {
  if (leftOut !== undefined) console.log(`${head} is left out. ${leftOut}`);
}
const { goods, anomalies } = heads.fusionRecord;
console.log(
  `${channels} x ${height} x ${width}; fitted in ${seconds.toFixed(1)} s on ${teach.length} + ${goods} good images and ${anomalies} anomalies.`,
);
if (values.scores !== undefined) {
  await writeFile(values.scores, JSON.stringify({ data, size, seed, fusion: heads.fusionRecord, tested }));
}
