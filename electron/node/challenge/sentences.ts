import { unseenShare, type ChallengeRun } from '../../common/challenge.ts';
import { say } from '../../common/stationSentence.ts';

type Counts = Pick<ChallengeRun, 'product' | 'outcome' | 'goods' | 'goodsPassed' | 'bads' | 'badsCaught'>;

/** What came of a challenge, for the record, the alarm and the report. */
export function outcomeSentence(run: Counts): string {
  return say(run.outcome === 'passed' ? 'challengePassed' : 'challengeFailed', valuesOf(run));
}

/** What came of a challenge that failed and blocks the folder. */
export const blockedSentence = (run: Counts, path: string): string =>
  say('challengeFailedBlocks', { ...valuesOf(run), path });

function valuesOf({ product, goods, goodsPassed, bads, badsCaught }: Counts) {
  return { product, goods, bads, passed: goodsPassed, caught: badsCaught };
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
