import type { ChallengeRun } from '../../../../common/challenge.ts';
import { drawFacts, drawTable } from '../drawing/table.ts';
import { localTime } from '../localTimes.ts';
import type { ReportPart } from '../reportTask.ts';
import type { Repeatability } from './repeatability.ts';

const leastRuns = 3;

export function repeatabilityPart(found: Repeatability, runs: readonly ChallengeRun[]): ReportPart {
  return ({ sheet }) => {
    sheet.heading('Repeatability');
    const times = runs.map(({ finishedAt }) => localTime(finishedAt));
    sheet.paragraph(
      found.runs < 2
        ? `Not shown: these objects were judged once under these conditions. Run the challenge at least ${leastRuns} times.`
        : `${found.runs} runs under the same conditions, from ${times.at(-1) ?? ''} to ${times[0] ?? ''}; ${found.objects} objects were in all of them.`,
    );
    sheet.paragraph(
      'The same image files are judged again: this shows how steady the station is, not how steadily parts are presented to the camera.',
    );
    if (found.runs < 2) return;
    sheet.advance(6);
    drawFacts(sheet, [
      ['Changed verdicts', `${found.changed.length} of ${found.objects} objects`],
      [
        'Largest spread',
        found.largestSpread === null ? 'nothing scored' : found.largestSpread.toPrecision(3),
      ],
      [
        'Within objects',
        found.withinDeviation === null
          ? 'nothing scored twice'
          : `standard deviation ${found.withinDeviation.toPrecision(3)}`,
      ],
      ['Limit', runs[0]?.limit.toPrecision(6) ?? ''],
    ]);
    if (found.changed.length === 0) return;
    drawTable(
      sheet,
      [
        { heading: 'Object', share: 4 },
        { heading: 'Verdicts, newest first', share: 6 },
      ],
      found.changed.map(({ name, verdicts }) => [name, verdicts.join(', ')]),
    );
  };
}
