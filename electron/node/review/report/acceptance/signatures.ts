import type { ChallengeRun } from '../../../../common/challenge.ts';
import { ink, softInk } from '../drawing/colours.ts';
import { localTime } from '../localTimes.ts';
import type { ReportPart } from '../reportTask.ts';
import type { AcceptanceResult } from './acceptanceResult.ts';

const parties = ['For the supplier', 'For the operator of the station', 'For quality'];

/** The conclusion, the signature at the station if there is one, and lines to sign on paper. */
export function signaturesPart({ escape, overkill }: AcceptanceResult, run: ChallengeRun): ReportPart {
  return ({ sheet }) => {
    sheet.heading('Conclusion', 150);
    sheet.paragraph(conclusion([escape.judgement, overkill.judgement]));
    const { signature } = run;
    sheet.paragraph(
      signature === null
        ? 'The challenge was not signed at the station.'
        : `The challenge was signed at the station by ${signature.user}, ${localTime(signature.at)}: ${signature.meaning}`,
    );
    const gap = 16;
    const width = (sheet.width - gap * (parties.length - 1)) / parties.length;
    sheet.need(90);
    sheet.advance(48);
    parties.forEach((party, index) => {
      const x = sheet.left + index * (width + gap);
      sheet.document
        .moveTo(x, sheet.y)
        .lineTo(x + width, sheet.y)
        .lineWidth(0.7)
        .stroke(ink);
      sheet.draw(party, x, sheet.y + 3, { size: 8 });
      sheet.draw('name, date, signature', x, sheet.y + 14, { size: 7, colour: softInk });
    });
    sheet.advance(32);
  };
}

function conclusion(judgements: readonly AcceptanceResult['escape']['judgement'][]): string {
  if (judgements.includes('missed')) return 'Not accepted: a greatest share that was agreed is exceeded.';
  if (judgements.includes('open')) {
    return 'Not yet to be accepted: what was agreed is neither proven nor exceeded by these objects.';
  }
  if (judgements.every((one) => one === 'notAgreed')) {
    return 'No greatest shares were agreed: whoever signs judges the figures above.';
  }
  return 'Accepted: every greatest share that was agreed is met with 95 % confidence.';
}
