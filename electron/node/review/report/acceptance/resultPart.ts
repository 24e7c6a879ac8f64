import type { ChallengeRun, ChallengeVerdict, Truth } from '../../../../common/challenge.ts';
import { drawScoreHistogram } from '../drawing/scoreHistogram.ts';
import { drawTable } from '../drawing/table.ts';
import { percent } from '../parts/totals.ts';
import type { ReportPart } from '../reportTask.ts';
import {
  objectsToProve,
  type AcceptanceResult,
  type ErrorFigure,
  type Judgement,
} from './acceptanceResult.ts';

const judgements: Readonly<Record<Judgement, string>> = {
  met: 'met',
  missed: 'missed',
  open: 'not proven',
  notAgreed: 'not agreed',
};

/** Escape and overkill at the limit in force, with what so many objects allow to say. */
export function resultPart(
  result: AcceptanceResult,
  run: ChallengeRun,
  verdicts: readonly ChallengeVerdict[],
): ReportPart {
  return ({ sheet }) => {
    const { table, escape, overkill } = result;
    sheet.heading('Result');
    drawTable(
      sheet,
      [
        { heading: 'Objects', share: 3 },
        ...['Pass', 'Review', 'Fail', 'Unreadable'].map((heading) => ({
          heading,
          share: 1.5,
          isNumber: true,
        })),
      ],
      (['good', 'bad'] as const).map((truth) => [
        `known ${truth}`,
        ...(['pass', 'review', 'fail', 'unreadable'] as const).map((verdict) =>
          String(table[truth][verdict]),
        ),
      ]),
    );
    const row = (name: string, { share, agreed, judgement }: ErrorFigure): string[] => [
      name,
      `${share.count} of ${share.of}`,
      percent(share.rate, 2),
      `${percent(share.interval[0], 2)} to ${percent(share.interval[1], 2)}`,
      percent(share.upperBound, 2),
      agreed === null ? 'none' : percent(agreed, 2),
      judgements[judgement],
    ];
    drawTable(
      sheet,
      [
        { heading: 'At the limit in force', share: 4.4 },
        { heading: 'Seen', share: 1.7, isNumber: true },
        { heading: 'Share', share: 1.4, isNumber: true },
        { heading: '95 % interval', share: 2.9, isNumber: true },
        { heading: 'At most (95 %)', share: 2.1, isNumber: true },
        { heading: 'Agreed', share: 1.4, isNumber: true },
        { heading: 'Judgement', share: 1.8 },
      ],
      [row('Escape: bad parts passed', escape), row('Overkill: good parts not passed', overkill)],
    );
    sheet.paragraph(
      'Intervals are exact (Clopper and Pearson 1934): two-sided, and the one-sided upper bound that an agreed share is judged by. Unreadable images were not inspected and count as neither.',
      { size: 8 },
    );
    for (const sentence of openSentences(result)) sheet.paragraph(sentence);
    const scores = (truth: Truth) =>
      verdicts.flatMap(({ image, score }) => (image.truth === truth && score !== null ? [score] : []));
    const [goods, bads] = [scores('good'), scores('bad')];
    if (goods.length + bads.length === 0) return;
    sheet.heading(`Scores of the objects, ${run.head}`, 170);
    drawScoreHistogram(sheet, goods, bads, run.limit);
  };
}

function openSentences({ escape, overkill }: AcceptanceResult): string[] {
  const named = [
    { name: 'escape', kind: 'bad', ...escape },
    { name: 'overkill', kind: 'good', ...overkill },
  ];
  return named.flatMap(({ name, kind, agreed, judgement, share }) =>
    judgement !== 'open' || agreed === null
      ? []
      : [
          `Not proven: ${share.of} ${kind} objects cannot show an ${name} of at most ${percent(agreed, 2)}. Without a single error ${objectsToProve(agreed)} would.`,
        ],
  );
}
