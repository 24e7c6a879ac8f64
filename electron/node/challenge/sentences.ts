import { unseenShare, type ChallengeRun } from '../../common/challenge.ts';

type Counts = Pick<ChallengeRun, 'product' | 'outcome' | 'goods' | 'goodsPassed' | 'bads' | 'badsCaught'>;

/** What came of a challenge, for the record, the alarm and the report. */
export function outcomeSentence(run: Counts): string {
  const { product, outcome, goods, goodsPassed, bads, badsCaught } = run;
  return (
    `The challenge of ${product} ${outcome === 'passed' ? 'was passed' : 'failed'}: ` +
    `${badsCaught} of ${bads} known bad images were caught, ${goodsPassed} of ${goods} known good ones passed.`
  );
}

/** How far a challenge that was passed can prove that bad parts are caught. */
export function proofSentence({ outcome, bads }: Counts): string | null {
  if (outcome === 'failed') return null;
  if (bads === 0) return 'Without known bad images it proves nothing about bad parts.';
  const percent = Math.ceil(unseenShare(bads) * 1000) / 10;
  return (
    `${bads} bad images all caught still allow that up to ${percent} % of bad parts pass ` +
    '(95 %, one-sided; 59 are needed for 5 %).'
  );
}
