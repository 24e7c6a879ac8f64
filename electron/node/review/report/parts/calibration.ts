import type { Calibration, Manifest } from '../../../../../models/manifest.ts';
import type { Recipe } from '../../../../common/recipe.ts';
import { drawFacts, drawTable } from '../drawing/table.ts';
import { localTime } from '../localTimes.ts';
import { manifestOf } from '../manifestOf.ts';
import type { ReportPart } from '../reportTask.ts';
import { percent } from './totals.ts';

/** What the calibration of a version says, and how every head scored its good images. */
export function calibrationPart(recipe: Recipe): ReportPart {
  return async ({ home, sheet }) => {
    const manifest = await manifestOf(home, recipe);
    sheet.heading(`Calibration of version ${recipe.version}`);
    if (manifest === null) {
      return sheet.paragraph(
        `Its bundle ${recipe.settings.bundle} is not in the home of this station any more.`,
      );
    }
    const { calibration, teaching, preprocessing } = manifest;
    const { region } = preprocessing;
    drawFacts(sheet, [
      ['Calibration', `${calibration.id}, ${localTime(calibration.createdAt)}`],
      ['Head in force', calibration.head],
      ['Limit', calibration.limit.toPrecision(6)],
      ['Limit for review', calibration.reviewLimit?.toPrecision(6) ?? 'none'],
      ['Good images', `${calibration.goods} held out from teaching`],
      ['Overkill', overkillSentence(calibration)],
      ['Escape', escapeSentence(calibration)],
      ['Taught', `on ${teaching.trained} good images, ${teaching.heldOut} held out, seed ${teaching.seed}`],
      [
        'Region',
        region === null
          ? 'whole image'
          : `${region.width} × ${region.height} px at ${region.x}, ${region.y} of ${region.imageWidth} × ${region.imageHeight}`,
      ],
      ['Model', `sha256 ${manifest.modelSha256.slice(0, 16)}…`],
    ]);
    drawTable(
      sheet,
      [
        { heading: 'Head', share: 3 },
        ...['Good images', 'Median', 'Largest', 'Deviation', 'Its limit'].map((heading) => ({
          ...{ heading, share: 2, isNumber: true },
        })),
      ],
      headRows(manifest),
    );
  };
}

function headRows({ heads, calibration }: Manifest): string[][] {
  return Object.entries(heads).map(([head, { count, median, maximum, standardDeviation, limit }]) => [
    head === calibration.head ? `${head} (in force)` : head,
    String(count),
    ...[median, maximum, standardDeviation, limit].map((value) => value.toPrecision(4)),
  ]);
}

export function overkillSentence(calibration: Calibration): string {
  const expected = `${percent(calibration.expectedOverkill, 2)} expected`;
  if (!('overkillBound' in calibration)) {
    return `${expected}: an estimate (${calibration.method}), no promise`;
  }
  return `${expected}, at most ${percent(calibration.overkillBound, 2)} with 95 % confidence`;
}

export function escapeSentence({ escapes }: Calibration): string {
  if (escapes === undefined) return 'no bad images were shown: nothing is known of it';
  return `${escapes.passed} of ${escapes.bads} bad images passed, at most ${percent(escapes.upperBound)} with 95 % confidence`;
}
