/**
 * Coverage of everything the calibration prints at 95 %, over calibrations drawn from distributions with known tails. Fails
 * where a binomial test rejects 95 % at p < 0.001; estimates are listed beside, nothing is asked of them.
 * Run: npm run quality:calibration -- [--draws 20000] [--json]
 */
import { parseArgs } from 'node:util';
import { type Coverage, allCoverages, rejectedBelow } from './coverage.ts';

const { values } = parseArgs({
  options: { draws: { type: 'string', default: '20000' }, json: { type: 'boolean', default: false } },
});
const draws = Number(values.draws);
if (!(Number.isInteger(draws) && draws >= 100)) {
  throw new RangeError(`--draws must be a whole number from 100, got ${values.draws}.`);
}
const isRejected = ({ p }: Coverage): boolean => p !== null && p < rejectedBelow;
const coverages = allCoverages(draws, (coverage) => {
  if (values.json) return;
  const { claim, distribution, held, p, meanOverkill } = coverage;
  const outcome = p === null ? 'estimate' : isRejected(coverage) ? 'REJECTED' : 'ok';
  const covered = `${((100 * held) / draws).toFixed(2)} %`.padStart(8);
  const mean = Number.isNaN(meanOverkill) ? '' : `mean overkill ${(100 * meanOverkill).toFixed(3)} %`;
  console.log(
    `${outcome.padEnd(9)}${covered}  p ${p === null ? '-'.padEnd(6) : p.toFixed(4)}  ${distribution.padEnd(12)}${claim}  ${mean}`,
  );
});
const rejected = coverages.filter(isRejected);
if (values.json) console.log(JSON.stringify({ draws, rejected: rejected.length, coverages }));
else console.log(`${draws} draws each; ${rejected.length} of ${coverages.length} rejected.`);
process.exitCode = rejected.length > 0 ? 1 : 0;
