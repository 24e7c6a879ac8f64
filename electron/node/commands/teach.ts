import { basename, resolve } from 'node:path';
import * as v from 'valibot';
import { BundleError } from '../../../models/bundle.ts';
import { headNames } from '../../../models/manifest.ts';
import { installationAt } from '../installation.ts';
import type { SkippedFile } from '../readGoods.ts';
import { teachFromFolder, type TeachFolderProgress } from '../teachFromFolder.ts';
import { UsageError } from '../usageError.ts';
import type { Command, CommandContext } from './command.ts';
import { decimalNumber, oneOf, oneOfNumbers, readOptions, someText, wholeNumber } from './readOptions.ts';

const sizes = [64, 96, 128, 160, 192, 224, 256] as const;
const defaultMinutes = 10;
const regionExpected = 'must be x,y,width,height in camera pixels';
const region = v.pipe(
  v.string(),
  v.regex(/^\d{1,5},\d{1,5},[1-9]\d{0,4},[1-9]\d{0,4}$/, regionExpected),
  v.transform((text) => {
    const [x = 0, y = 0, width = 0, height = 0] = text.split(',').map(Number);
    return { x, y, width, height };
  }),
);

const marginExpected = 'must be a margin in camera pixels such as 40, or a share of the region such as 5%';
const locateMargin = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}(\.\d+)?%?$/, marginExpected),
  v.transform((text) =>
    text.endsWith('%') ? { share: Number(text.slice(0, -1)) / 100 } : { px: Number(text) },
  ),
);

/** UNTIL:TOTAL,... as a timed run prints it. */
const replannedExpected = 'must be STEP:STEPS[,STEP:STEPS...] as a timed run printed it';
const replanned = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,6}:[1-9]\d{0,6}(,[1-9]\d{0,6}:[1-9]\d{0,6})*$/, replannedExpected),
  v.transform((text) =>
    text.split(',').map((pair) => {
      const [until = 0, total = 0] = pair.split(':').map(Number);
      return { until, total };
    }),
  ),
);

const shape = {
  values: {
    good: someText('must name a folder'),
    out: someText('must name a folder'),
    minutes: decimalNumber(0.1, 600),
    steps: wholeNumber(1, 1_000_000),
    size: oneOfNumbers(sizes),
    channels: oneOfNumbers([1, 3]),
    region,
    head: oneOf(headNames),
    seed: wholeNumber(0, 2 ** 31 - 1),
    product: someText('must be a name'),
    bits: wholeNumber(8, 16),
    locate: locateMargin,
    'locate-rotation': decimalNumber(0, 45),
    replanned,
    folds: wholeNumber(2, 10),
  },
  flags: ['recursive'],
  needed: { good: 'the folder of good images', out: 'the folder of the bundle to write' },
} as const;

export const teach: Command = {
  help: `teach --good DIR --out BUNDLE [--minutes M | --steps N] [--size S] [--channels 1|3] [--region x,y,w,h]
      [--head NAME] [--seed N] [--product NAME] [--recursive] [--bits N] [--replanned PLANS] [--folds K]
      [--locate MARGIN [--locate-rotation DEG]]

Teaches a product from a folder of good images alone and writes its bundle. The last line is JSON: {bundle, trained,
heldOut, head, limit, seconds, steps}.
  --good DIR        images of good parts, at least 20
  --out BUNDLE      the bundle's folder; a bundle there is replaced, anything else is not
  --minutes M       how long to teach (default ${defaultMinutes}); reading before and calibrating after come on top
  --steps N         how many steps to teach instead: the same steps and seed give the same bundle
  --size S          the network's input has about S x S pixels, in the region's aspect ratio: ${sizes.join(', ')} (default 128)
  --channels 1|3    grey or colour (default: as the images are)
  --region x,y,w,h  part of the camera image that is inspected (default: all of it)
  --head NAME       ${headNames.join(', ')} (default learnedSimilarity)
  --seed N          default 1
  --product NAME    default: the name of the bundle's folder
  --recursive       sub-folders of the good images too
  --bits N          bits a sample really has, 8 to 16, when the files do not say so; kept in the bundle
  --locate MARGIN   find the part first, moved by at most so many camera pixels, or by a share of the region's shorter side
                    such as 5%, to each side; how far it moved is logged, not found is a fail (default: not looked for)
  --locate-rotation DEG
                    it may have turned, too, by up to 45 degrees: only if a turned part is no defect
  --folds K         for few good images: all of them teach, and the limit is estimated by K more models, each taught
                    without some of them; time and steps are shared among all (default: some images only calibrate)
  --replanned PLANS only to repeat a timed run that shortened its plan on a busy machine: as that run printed it
`,
  async run(args, context) {
    const { values, flags } = readOptions('teach', args, shape);
    const { good = '', out = '', minutes, steps, seed = 1, bits } = values;
    if (minutes !== undefined && steps !== undefined) {
      throw new UsageError('teach: --minutes and --steps exclude each other.');
    }
    if (values.replanned !== undefined && steps === undefined) {
      throw new UsageError('teach: --replanned goes with --steps, to repeat a timed run.');
    }
    const rotationDegrees = values['locate-rotation'];
    if (rotationDegrees !== undefined && values.locate === undefined) {
      throw new UsageError('teach: --locate-rotation goes with --locate.');
    }
    const tell = progressTeller(context.progress);
    let leftOut: readonly SkippedFile[] = [];
    const { summary, calibration, replans, skipped } = await teachFromFolder({
      good,
      out,
      seed,
      product: values.product ?? basename(resolve(out)),
      region: values.region ?? null,
      budget:
        steps === undefined
          ? { minutes: minutes ?? defaultMinutes }
          : { steps, replans: values.replanned ?? [] },
      recursive: flags.recursive,
      bitDepth: bits ?? null,
      ...(values.size !== undefined && { size: values.size }),
      ...(values.channels !== undefined && { channels: values.channels }),
      ...(values.folds !== undefined && { folds: values.folds }),
      ...(values.head !== undefined && { head: values.head }),
      ...(values.locate !== undefined && {
        locate: { margin: values.locate, ...(rotationDegrees !== undefined && { rotationDegrees }) },
      }),
      versions: installationAt(context.root).versions,
      onProgress(news) {
        if (news.phase === 'reading') leftOut = news.skipped;
        tell(news);
      },
      signal: context.stop,
    }).catch((error: unknown) => {
      // Too few good images are mostly too many bad ones.
      tellLeftOut(leftOut, context);
      throw refusal(error, context);
    });
    tellLeftOut(skipped, context);
    context.progress(calibration);
    const plans = replans.map(({ until, total }) => `${until}:${total}`).join(',');
    const repeat = `--steps ${summary.steps}${plans && ` --replanned ${plans}`} --seed ${seed}`;
    if (values.folds === undefined) context.progress(`${repeat} teaches the same bundle again.`);
    const { bundle, trained, heldOut, head, limit, seconds } = summary;
    context.result({ bundle, trained, heldOut, head, limit, seconds, steps: summary.steps });
    return 0;
  },
};

function tellLeftOut(skipped: readonly SkippedFile[], { progress }: CommandContext): void {
  for (const { file, reason } of skipped) progress(`Left out: ${file}: ${reason}`);
}

function refusal(error: unknown, { stop }: CommandContext): unknown {
  if (stop.aborted) return new Error('Teaching was stopped; no bundle was written.');
  const isRefusal = error instanceof RangeError || error instanceof BundleError;
  return isRefusal ? new UsageError(error.message, { cause: error }) : error;
}

/** Says where teaching is: every phase, and within a phase every few seconds. */
function progressTeller(progress: (sentence: string) => void): (news: TeachFolderProgress) => void {
  let phase = '';
  let toldMs = 0;
  return (news) => {
    if (news.phase === phase && performance.now() - toldMs < 3000) return;
    phase = news.phase;
    toldMs = performance.now();
    progress(sentenceOf(news));
  };
}

function sentenceOf(news: TeachFolderProgress): string {
  if (news.phase === 'planned') return news.plan;
  if (news.phase === 'reading') return `Reading: ${news.read} of ${news.images} images.`;
  if (news.phase === 'calibrating') return 'Calibrating on good images that teaching never saw.';
  if (news.phase === 'writing') return 'Writing the bundle.';
  const { step, total, secondsLeft, losses } = news.training;
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  const values = Object.entries(losses).map(([name, loss]) => `${name} ${loss.toPrecision(3)}`);
  return `Teaching: step ${step}${total === null ? '' : ` of ${total}`}${left}; ${values.join(', ')}.`;
}
