import { limitsInForce } from '../electron/common/limits.ts';
import type { VersionFacts } from '../electron/common/versionFacts.ts';
import { formatCount, formatScore, formatShareUp } from './formats.ts';
import { text } from './messages.ts';

export const versionRowNames = [
  'bundle',
  'head',
  'limit',
  'reviewLimit',
  'overkill',
  'escapes',
  'taught',
  'calibratedOn',
  'region',
  'ignored',
  'input',
  'locates',
  'minutes',
  'namePattern',
  'numberGapAlarm',
  'otherSizes',
  'bitDepth',
  'afterVerdict',
  'archive',
  'silent',
  'fails',
] as const;
export type VersionRowName = (typeof versionRowNames)[number];
export type VersionRow = { readonly name: VersionRowName; readonly value: string };

const yesNo = (value: boolean): string => text(value ? 'version.yes' : 'version.no');
const none = (): string => text('version.none');

/** Everything that makes a version what it is, in words; what of it differs is what changed. */
export function versionRows({ recipe, bundle }: VersionFacts): readonly VersionRow[] {
  const { settings } = recipe;
  const limits =
    bundle === null
      ? null
      : limitsInForce(settings, { limit: bundle.limit, reviewLimit: bundle.reviewLimit });
  const ofBundle = (tell: (facts: NonNullable<typeof bundle>) => string): string =>
    bundle === null ? text('version.gone') : tell(bundle);
  const values: Readonly<Record<VersionRowName, string>> = {
    bundle: ofBundle(({ bundleId, imported, recalibratedFrom }) =>
      text(
        imported
          ? 'version.imported'
          : recalibratedFrom === null
            ? 'version.taughtBundle'
            : 'version.recalibrated',
        { bundle: bundleId },
      ),
    ),
    head: ofBundle(({ head }) => text(`head.${head}`)),
    limit:
      limits === null
        ? text('version.gone')
        : settings.limit === null
          ? formatScore(limits.limit)
          : text('version.byHand', { limit: formatScore(limits.limit) }),
    reviewLimit: limits === null || limits.reviewLimit === null ? none() : formatScore(limits.reviewLimit),
    overkill: ofBundle(({ overkillBound, expectedOverkill }) =>
      overkillBound === null
        ? text('version.estimated', { share: formatShareUp(expectedOverkill) })
        : text('version.proven', { share: formatShareUp(overkillBound) }),
    ),
    escapes: ofBundle(({ escapes }) =>
      escapes === null
        ? none()
        : text('calibrate.caughtOf', { caught: escapes.bads - escapes.passed, bads: escapes.bads }),
    ),
    taught: ofBundle(({ taught }) => formatCount(taught)),
    calibratedOn: ofBundle(({ calibratedOn }) => formatCount(calibratedOn)),
    region: ofBundle(({ region }) =>
      region === null
        ? text('setUp.wholeImage')
        : `${region.x}, ${region.y}, ${region.width} × ${region.height}`,
    ),
    ignored: ofBundle(({ ignored }) =>
      ignored.length === 0
        ? none()
        : ignored
            .map(({ x, y, width, height }) =>
              [x, y, width, height].map((share) => `${Math.round(share * 100)} %`).join(' '),
            )
            .join('; '),
    ),
    input: ofBundle(({ input }) => `${input.width} × ${input.height} × ${input.channels}`),
    locates: ofBundle(({ locates }) => yesNo(locates)),
    minutes: ofBundle(({ minutes, steps }) =>
      minutes === null ? text('version.steps', { count: steps }) : formatCount(minutes),
    ),
    namePattern: settings.namePattern ?? none(),
    numberGapAlarm: yesNo(settings.numberGapAlarm),
    otherSizes: text(settings.otherSizes === 'refuse' ? 'recipe.refuse' : 'recipe.scale'),
    bitDepth: settings.bitDepth === null ? text('recipe.bitDepthFile') : formatCount(settings.bitDepth),
    afterVerdict: text(settings.afterVerdict === 'keep' ? 'recipe.keep' : 'recipe.move'),
    archive: formatCount(settings.archiveOneInPasses),
    silent: settings.silentAfterSeconds === null ? none() : formatCount(settings.silentAfterSeconds),
    fails: settings.alarmAfterFails === null ? none() : formatCount(settings.alarmAfterFails),
  };
  return versionRowNames.map((name) => ({ name, value: values[name] }));
}

export interface VersionChange {
  readonly name: VersionRowName;
  readonly before: string;
  readonly after: string;
}

/** What differs between two versions, in the order of the rows. */
export function versionChanges(before: VersionFacts, after: VersionFacts): readonly VersionChange[] {
  const was = versionRows(before);
  return versionRows(after).flatMap(({ name, value }, at) =>
    was[at]!.value === value ? [] : [{ name, before: was[at]!.value, after: value }],
  );
}
