import { readFile } from 'node:fs/promises';
import type { ChallengeRun, ChallengeVerdict, Truth } from '../../../../common/challenge.ts';
import { scoreRatio } from '../../../../common/inspectionFilter.ts';
import { challengeThumbnail } from '../../../challenge/challengeFiles.ts';
import { drawPictures } from '../drawing/pictureRow.ts';
import { drawTable } from '../drawing/table.ts';
import { localDate } from '../localTimes.ts';
import type { ReportPart } from '../reportTask.ts';

const mostPictures = 20;

/** Every object by name and hash; pictures of those not judged as expected, and of the bad ones. */
export function objectsPart(run: ChallengeRun, verdicts: readonly ChallengeVerdict[]): ReportPart {
  return async ({ home, sheet }) => {
    const ratio = ({ score }: ChallengeVerdict) =>
      score === null ? 'no score' : `${scoreRatio(score, run.limit).toFixed(2)} × the limit`;
    const byTruth = (truth: Truth) => verdicts.filter(({ image }) => image.truth === truth);
    const shown = verdicts
      .filter(({ image, asExpected }) => !asExpected || image.truth === 'bad')
      .toSorted((a, b) => Number(a.asExpected) - Number(b.asExpected))
      .slice(0, mostPictures);
    sheet.heading('Test objects', 120);
    sheet.paragraph(
      `${byTruth('good').length} known good and ${byTruth('bad').length} known bad images, each kept under its hash. Pictured: those not judged as expected, then bad ones.`,
    );
    sheet.advance(4);
    const pictures = await Promise.all(
      shown.map(async (one) => ({
        bytes: await readFile(challengeThumbnail(home, one.image)).catch(() => null),
        lines: [
          `${one.asExpected ? '' : 'Not as expected: '}known ${one.image.truth}, ${one.verdict}`,
          ratio(one),
          one.image.name,
        ],
      })),
    );
    drawPictures(sheet, pictures, 4);
    drawTable(
      sheet,
      [
        { heading: 'Object', share: 4 },
        { heading: 'Known', share: 1 },
        { heading: 'Verdict', share: 1.5 },
        { heading: 'Score / limit', share: 1.6, isNumber: true },
        { heading: 'In the set since', share: 2.8 },
        { heading: 'SHA-256', share: 2.6 },
      ],
      verdicts.map((one) => [
        one.image.name,
        one.image.truth,
        `${one.verdict}${one.asExpected ? '' : ' !'}`,
        one.score === null ? '' : scoreRatio(one.score, run.limit).toFixed(3),
        `${localDate(one.image.addedAt)} by ${one.image.addedBy}`,
        `${one.image.sha256.slice(0, 14)}…`,
      ]),
    );
  };
}
