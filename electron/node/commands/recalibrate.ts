import * as v from 'valibot';
import { BundleError } from '../../../models/bundle.ts';
import { headNames } from '../../../models/manifest.ts';
import {
  type RecalibrateProgress,
  type RecalibratedFolder,
  recalibrateFromFolder,
} from '../recalibrate/recalibrateFromFolder.ts';
import { UsageError } from '../usageError.ts';
import type { Command, CommandContext } from './command.ts';
import { decimalNumber, oneOf, readOptions, someText } from './readOptions.ts';

const folder = someText('must name a folder');
const score = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('must be a raw score'),
  v.transform(Number),
  v.finite('must be a raw score'),
);

const shape = {
  values: {
    bundle: folder,
    good: folder,
    bad: folder,
    out: folder,
    relabelled: folder,
    head: oneOf(headNames),
    overkill: decimalNumber(0.0001, 0.5),
    'review-overkill': decimalNumber(0.0001, 0.9),
    limit: score,
    'review-limit': score,
  },
  flags: ['estimate', 'recursive'],
  needed: {
    bundle: 'the folder of the bundle to start from',
    good: 'the folder of good images that teaching never saw',
    out: 'the folder of the bundle to write',
  },
} as const;

export const recalibrate: Command = {
  help: `recalibrate --bundle BUNDLE --good DIR --out BUNDLE [--bad DIR] [--overkill P [--estimate]] [--review-overkill P]
      [--limit SCORE [--review-limit SCORE]] [--head NAME] [--relabelled HOME] [--recursive]

Sets the limit of a bundle from other good images, without teaching again. Images that taught or chose anything are left
out. The last line is JSON: {bundle, calibrationId, kind, method, head, limit, reviewLimit, goods, expectedOverkill,
overkillBound, escapes, leftOut}; overkillBound is the one-sided 95 % bound, null of an estimate.
  --bundle BUNDLE     the folder of the bundle to start from; it stays as it is, unless --out names it too
  --good DIR          images of good parts that teaching never saw
  --out BUNDLE        the bundle's folder; a bundle there is replaced, anything else is not
  --bad DIR           images of bad parts: they choose nothing and tell how many may escape
  --overkill P        largest share of good parts rejected, to be proven at 95 %, e.g. 0.005; refused when the images
                      cannot (default: the limit is the highest score)
  --estimate          where they cannot, estimate the limit from the tail of their scores: no promise, labelled so
  --review-overkill P a second, lower limit that at most this share of good parts is above: between the two a person
                      decides
  --limit SCORE       set the limit by hand: an estimate, and labelled so
  --review-limit SCORE
                      the second limit by hand, below the first
  --head NAME         the head in force from now on (default: as before)
  --relabelled HOME   home of a station: parts it did not pass and a person found good count as good too; what is told
                      of the limit is an estimate then
  --recursive         sub-folders of the images too
`,
  async run(args, context) {
    const { values, flags } = readOptions('recalibrate', args, shape);
    const { bundle = '', good = '', out = '', limit, overkill } = values;
    const [reviewOverkill, reviewLimit] = [values['review-overkill'], values['review-limit']];
    if (limit !== undefined && (overkill !== undefined || reviewOverkill !== undefined)) {
      throw new UsageError(
        'recalibrate: --limit sets by hand what --overkill and --review-overkill would find.',
      );
    }
    if (reviewLimit !== undefined && limit === undefined) {
      throw new UsageError('recalibrate: --review-limit goes with --limit; --review-overkill finds one.');
    }
    if (flags.estimate && overkill === undefined) {
      throw new UsageError('recalibrate: --estimate goes with --overkill.');
    }
    const recalibrated = await recalibrateFromFolder({
      ...{ bundle, good, out, reviewOverkill },
      head: values.head,
      targetOverkill: overkill,
      allowEstimate: flags.estimate,
      byHand: limit === undefined ? undefined : { limit, reviewLimit },
      recursive: flags.recursive,
      ...(values.bad !== undefined && { bad: values.bad }),
      ...(values.relabelled !== undefined && { relabelledIn: values.relabelled }),
      onProgress: progressTeller(context),
      signal: context.stop,
    }).catch((error: unknown) => {
      throw refusal(error, context);
    });
    for (const { file, reason } of recalibrated.leftOut) context.progress(`Left out: ${file}: ${reason}`);
    if (recalibrated.doubt !== null) context.progress(recalibrated.doubt);
    context.progress(recalibrated.sentences);
    context.result(summaryOf(recalibrated));
    return 0;
  },
};

function summaryOf({ bundle, calibration, leftOut }: RecalibratedFolder) {
  const {
    id,
    kind = 'exact',
    method = 'orderStatistic',
    head,
    limit,
    reviewLimit = null,
    goods,
  } = calibration;
  return {
    ...{ bundle, calibrationId: id, kind, method, head, limit, reviewLimit, goods },
    expectedOverkill: calibration.expectedOverkill,
    overkillBound: calibration.kind === 'estimate' ? null : calibration.overkillBound,
    escapes: calibration.escapes ?? null,
    leftOut: leftOut.length,
  };
}

function refusal(error: unknown, { stop }: CommandContext): unknown {
  if (stop.aborted) return new Error('Recalibrating was stopped; no bundle was written.');
  const isRefusal = error instanceof RangeError || error instanceof BundleError;
  return isRefusal ? new UsageError(error.message, { cause: error }) : error;
}

/** Says where it is: every phase, and within a phase every few seconds. */
function progressTeller({ progress }: CommandContext): (news: RecalibrateProgress) => void {
  let phase = '';
  let toldMs = 0;
  return (news) => {
    if (news.phase === phase && performance.now() - toldMs < 3000) return;
    phase = news.phase;
    toldMs = performance.now();
    if (news.phase === 'reading') progress(`Reading: ${news.read} of ${news.images} images.`);
    else if (news.phase === 'judging') progress(`Judging: ${news.judged} of ${news.images} images.`);
    else progress('Writing the bundle.');
  };
}
