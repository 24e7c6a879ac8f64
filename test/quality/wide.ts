import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { encodeFrame } from '../../electron/node/camera/encodeFrame.ts';
import { decodeImage } from '../../electron/node/imaging/decode.ts';
import { prepareImage } from '../../electron/node/imaging/prepare.ts';
import { openBundle } from '../../electron/node/openBundle.ts';
import { teachFromFolder } from '../../electron/node/teachFromFolder.ts';
import type { DemoKind } from '../../models/demo/demoKinds.ts';
import { drawDemo } from '../../models/demo/drawDemo.ts';
import { auroc } from '../../models/evaluation/auroc.ts';
import { type HeadName, headNames } from '../../models/manifest.ts';

/*
 * The demo product drawn at 4000x1000: teaches on good images in tiles as fine as a scratch 3 pixels wide needs, then tells for
 * every head how well scratched parts and good ones are told apart. The drawn images go when it ends.
 */
const { values } = parseArgs({
  options: {
    goods: { type: 'string', default: '60' },
    bads: { type: 'string', default: '30' },
    minutes: { type: 'string', default: '10' },
    'ms-per-image': { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
  },
});

const camera = { width: 4000, height: 1000 };
const scratchWidthPx = 3;
const firstSeed = { taught: 1, judged: 5_000_000 };

async function cameraFile(seed: number, kind: DemoKind): Promise<Buffer> {
  return encodeFrame(drawDemo({ seed, kind, ...camera, scratchWidthPx }), 'png');
}

const folder = await mkdtemp(join(tmpdir(), 'wide-'));
try {
  const good = join(folder, 'good');
  await mkdir(good);
  for (let i = 0; i < Number(values.goods); i++) {
    await writeFile(join(good, `${i}.png`), await cameraFile(firstSeed.taught + i, 'good'));
  }
  let phase = '';
  const { summary, calibration } = await teachFromFolder({
    good,
    out: join(folder, 'bundle'),
    product: 'wide demo',
    region: null,
    seed: Number(values.seed),
    budget: { minutes: Number(values.minutes) },
    msPerImage: Number(values['ms-per-image']),
    versions: {},
    onProgress(news) {
      if (news.phase === phase) return;
      phase = news.phase;
      console.log(news.phase === 'planned' ? news.plan : `${news.phase} ...`);
    },
  });
  console.log(`${summary.steps} steps, ${summary.seconds} s; ${calibration}`);

  await using opened = await openBundle(summary.bundle, { provider: 'cpu' });
  const { preprocessing, calibration: inForce } = opened.bundle.manifest;
  const times: number[] = [];
  const scoresOf = async (kind: DemoKind): Promise<Partial<Record<HeadName, number>>[]> => {
    const scores: Partial<Record<HeadName, number>>[] = [];
    for (let i = 0; i < Number(values.bads); i++) {
      const file = await cameraFile(firstSeed.judged + (kind === 'good' ? 0 : 100_000) + i, kind);
      const input = await prepareImage(await decodeImage(file), preprocessing);
      const startedMs = performance.now();
      const [judgement] = await opened.judge.judge([input]);
      times.push(performance.now() - startedMs);
      scores.push(judgement!.scores);
    }
    return scores;
  };
  const [goods, bads] = [await scoresOf('good'), await scoresOf('scratched')];
  const median = times.sort((a, b) => a - b)[times.length >> 1]!;
  console.log(
    `${goods.length} good and ${bads.length} scratched parts, ${median.toFixed(0)} ms an image. AUROC:`,
  );
  for (const head of headNames) {
    const of = (all: typeof goods): number[] => all.flatMap((scores) => scores[head] ?? []);
    if (of(goods).length > 0) console.log(`${head.padEnd(22)} ${auroc(of(goods), of(bads)).toFixed(3)}`);
  }
  const failed = (all: typeof goods): number =>
    all.filter((scores) => scores[inForce.head]! > inForce.limit).length;
  console.log(
    `${inForce.head} in force: ${failed(goods)} good parts rejected, ${failed(bads)} scratched ones found.`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
