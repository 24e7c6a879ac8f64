import * as v from 'valibot';
import { BundleError } from '../../../models/bundle.ts';
import { installationAt } from '../installation.ts';
import type { SkippedFile } from '../readGoods.ts';
import { teachFromFolder, type TeachFolderProgress } from '../teachFromFolder.ts';
import { UsageError } from '../usageError.ts';
import type { Command, CommandContext } from './command.ts';
import { imageFolders, imageHelp, imageOptions, neededImageOptions } from './imageOptions.ts';
import { decimalNumber, oneOf, oneOfNumbers, readOptions, wholeNumber } from './readOptions.ts';

const sizes = [64, 96, 128, 160, 192, 224, 256] as const;
/** How long teaching takes in all, minutes. */
const presets = { quick: 3, standard: 15, thorough: 60 } as const;
const presetNames = ['quick', 'standard', 'thorough'] as const satisfies readonly (keyof typeof presets)[];

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
    ...imageOptions,
    preset: oneOf(presetNames),
    minutes: decimalNumber(0.1, 600),
    steps: wholeNumber(1, 1_000_000),
    size: oneOfNumbers(sizes),
    channels: oneOfNumbers([1, 3]),
    replanned,
    folds: wholeNumber(2, 10),
    'smallest-defect': decimalNumber(1, 1000),
    'ms-per-image': decimalNumber(1, 60_000),
    tiles: wholeNumber(1, 1000),
  },
  flags: ['recursive', 'estimate'],
  needed: neededImageOptions,
} as const;

export const teach: Command = {
  help: `teach --good DIR --out BUNDLE [--bad DIR] [--preset P | --minutes M | --steps N] [--size S] [--channels 1|3]
      [--region x,y,w,h] [--ignore x,y,w,h[;...]] [--histogram-region x,y,w,h] [--head NAME]
      [--overkill P [--estimate]] [--seed N] [--product NAME] [--recursive] [--bits N] [--replanned PLANS]
      [--folds K] [--smallest-defect PX] [--ms-per-image N | --tiles N]
      [--locate MARGIN [--locate-rotation DEG]]

Teaches a product from a folder of good images and writes its bundle. The last line is JSON: {bundle, trained,
heldOut, head, limit, seconds, steps}.
${imageHelp}  --preset P        how long to take in all: quick (${presets.quick} minutes), standard (${presets.standard}, the default) or thorough
                    (${presets.thorough})
  --minutes M       how long to take in all instead
  --steps N         how many steps to teach instead: the same steps and seed give the same bundle
  --size S          the network's input has about S x S pixels, in the region's aspect ratio (default 128):
                    ${sizes.join(', ')}
  --channels 1|3    grey or colour (default: as the images are)
  --smallest-defect PX
                    camera pixels across the smallest defect that has to be seen (default 3): a large region is judged
                    in overlapping tiles of about S x S, as fine as that needs and the time allows
  --ms-per-image N  time that judging an image may take here (default: 25 for each megapixel of the
                    region; one of less than 2 is judged in one piece unless this or --smallest-defect is given)
  --tiles N         most tiles, instead of what the time allows
  --folds K         for few good images: all of them teach, and the limit is estimated by K more models, each taught
                    without some of them; time and steps are shared among all (default: some images only calibrate)
  --replanned PLANS only to repeat a timed run that shortened its plan on a busy machine: as that run printed it
`,
  async run(args, context) {
    const { values, flags } = readOptions('teach', args, shape);
    const { minutes, steps } = values;
    const given = (['preset', 'minutes', 'steps'] as const).filter((name) => values[name] !== undefined);
    if (given.length > 1) {
      throw new UsageError(`teach: --${given.join(' and --')} exclude each other.`);
    }
    if (values.tiles !== undefined && values['ms-per-image'] !== undefined) {
      throw new UsageError('teach: --tiles and --ms-per-image exclude each other.');
    }
    if (values.replanned !== undefined && steps === undefined) {
      throw new UsageError('teach: --replanned goes with --steps, to repeat a timed run.');
    }
    const folders = imageFolders('teach', values, flags);
    const tell = progressTeller(context.progress);
    let leftOut: readonly SkippedFile[] = [];
    const { summary, calibration, replans, tiles, skipped } = await teachFromFolder({
      ...folders,
      budget:
        steps === undefined
          ? { minutes: minutes ?? presets[values.preset ?? 'standard'] }
          : { steps, replans: values.replanned ?? [] },
      ...(values.size !== undefined && { size: values.size }),
      ...(values.channels !== undefined && { channels: values.channels }),
      ...(values['smallest-defect'] !== undefined && { smallestDefectPx: values['smallest-defect'] }),
      ...(values['ms-per-image'] !== undefined && { msPerImage: values['ms-per-image'] }),
      ...(values.tiles !== undefined && { mostTiles: values.tiles }),
      ...(values.folds !== undefined && { folds: values.folds }),
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
    const inTiles = tiles > 1 ? ` --tiles ${tiles}` : '';
    const repeat = `--steps ${summary.steps}${plans && ` --replanned ${plans}`}${inTiles} --seed ${folders.seed}`;
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
  if (news.phase === 'combining') return 'Fitting the heads and combining them.';
  if (news.phase === 'calibrating') return 'Calibrating on good images that teaching never saw.';
  if (news.phase === 'writing') return 'Writing the bundle.';
  const { step, total, secondsLeft, losses } = news.training;
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  const values = Object.entries(losses).map(([name, loss]) => `${name} ${loss.toPrecision(3)}`);
  return `Teaching: step ${step}${total === null ? '' : ` of ${total}`}${left}; ${values.join(', ')}.`;
}
