import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepareImage } from '../electron/node/imaging/prepare.ts';
import { openBundle } from '../electron/node/openBundle.ts';
import { type DemoKind, demoAnomalies } from '../models/demo/demoKinds.ts';
import { demoScene } from '../models/demo/demoScene.ts';
import { drawDemo } from '../models/demo/drawDemo.ts';
import { auroc } from '../models/evaluation/auroc.ts';
import { errorsAtLimit } from '../models/evaluation/errorsAtLimit.ts';
import type { Share } from '../models/evaluation/share.ts';
import type { Judge } from '../models/judge.ts';
import { type HeadName, headNames, type Preprocessing } from '../models/manifest.ts';
import { providers } from '../models/session.ts';

/*
 * Judges freshly drawn demo images with a bundle: AUROC of every head per kind of anomaly, overkill and escapes at the
 * limit, overkill of the darkest, middle and brightest third of the good images. Development draws from seed 1,000,000; `--final` from 4,000,000, to be run once when nothing is changed any more.
 */
const { values } = parseArgs({
  options: {
    bundle: { type: 'string', default: path.join(import.meta.dirname, '../models/demo/bundle') },
    goods: { type: 'string', default: '200' },
    bads: { type: 'string', default: '100' },
    provider: { type: 'string', default: 'cpu' },
    final: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

type Scores = Partial<Record<HeadName, number>>;

async function scoresOf(
  judge: Judge,
  preprocessing: Preprocessing,
  kind: DemoKind,
  from: number,
  count: number,
) {
  const scores: Scores[] = [];
  for (let seed = from; seed < from + count; seed++) {
    const { pixels, width, height, channels } = drawDemo({ seed, kind });
    const image = {
      width,
      height,
      channels,
      maxValue: 255,
      depth: 'uchar',
      data: pixels as Uint8Array,
    } as const;
    const [judgement] = await judge.judge([await prepareImage(image, preprocessing)]);
    scores.push(judgement!.scores);
  }
  return scores;
}

const provider = providers.find((name) => name === values.provider);
if (!provider)
  throw new RangeError(`--provider must be one of ${providers.join(', ')}, got ${values.provider}.`);
await using opened = await openBundle(values.bundle, { provider });
const { manifest } = opened.bundle;
const { calibration, preprocessing } = manifest;
const heads = headNames.filter((head) => head in manifest.heads);
const first = values.final ? 4_000_000 : 1_000_000;
const bads = Number(values.bads);
const goods = await scoresOf(opened.judge, preprocessing, 'good', first, Number(values.goods));
const of = (scores: readonly Scores[], head: HeadName): number[] => scores.map((each) => each[head]!);

const kinds: Record<string, { auroc: Record<string, number>; escape: Share }> = {};
for (const [index, kind] of demoAnomalies.entries()) {
  const scores = await scoresOf(opened.judge, preprocessing, kind, first + (index + 1) * 100_000, bads);
  kinds[kind] = {
    auroc: Object.fromEntries(heads.map((head) => [head, auroc(of(goods, head), of(scores, head))])),
    escape: errorsAtLimit([], of(scores, calibration.head), calibration.limit).escape,
  };
}
const { overkill } = errorsAtLimit(of(goods, calibration.head), [], calibration.limit);
/** Seeds of the good images from dark to bright. */
const byBrightness = goods
  .map((_, index) => index)
  .sort((a, b) => demoScene(first + a, 'good').brightness - demoScene(first + b, 'good').brightness);
const brightness = Object.fromEntries(
  (['dark', 'middle', 'bright'] as const).map((name, third) => {
    const [from, to] = [third, third + 1].map((edge) => Math.round((edge * goods.length) / 3));
    const scores = byBrightness.slice(from, to).map((index) => goods[index]!);
    return [name, errorsAtLimit(of(scores, calibration.head), [], calibration.limit).overkill];
  }),
);

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
if (values.json) {
  console.log(
    JSON.stringify({
      bundle: manifest.id,
      head: calibration.head,
      limit: calibration.limit,
      overkill,
      brightness,
      kinds,
    }),
  );
} else {
  console.table(
    Object.fromEntries(
      Object.entries(kinds).map(([kind, { auroc: byHead, escape }]) => [
        kind,
        {
          ...Object.fromEntries(Object.entries(byHead).map(([head, value]) => [head, value.toFixed(3)])),
          escapes: `${escape.count} of ${escape.of}, at most ${percent(escape.upperBound)}`,
        },
      ]),
    ),
  );
  const [low, high] = overkill.interval;
  console.log(
    `overkill at the limit ${calibration.limit.toPrecision(4)} of ${calibration.head}: ${overkill.count} of ${overkill.of} ` +
      `(95 % two-sided interval ${percent(low)} to ${percent(high)})`,
  );
  const thirds = Object.entries(brightness).map(
    ([name, { count, of: images }]) => `${name} ${count} of ${images}`,
  );
  console.log(`overkill by brightness: ${thirds.join(', ')}`);
}
