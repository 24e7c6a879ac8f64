import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../models/random.ts';
import { claims, coverageOf, rejectedBelow } from './coverage.ts';
import { distributions } from './distributions.ts';

for (const distribution of distributions) {
  test(`${distribution.name}: draws, tail and quantile are of one distribution`, () => {
    const random = new Random(7);
    const draws = Array.from({ length: 4000 }, () => distribution.draw(random));
    for (const share of [0.05, 0.5, 0.95]) {
      const quantile = distribution.quantile(share);
      assert.ok(Math.abs(distribution.above(quantile) - (1 - share)) < 1e-6);
      const above = draws.filter((value) => value > quantile).length / draws.length;
      assert.ok(
        Math.abs(above - (1 - share)) < 4 * Math.sqrt((share * (1 - share)) / draws.length),
        String(above),
      );
    }
  });
}

// `npm run quality:calibration` draws 20,000 of each on every distribution.
for (const [index, claim] of claims.filter(({ covers }) => covers !== 'estimate').entries()) {
  const distribution = distributions[index % distributions.length]!;
  test(`${claim.name}, 400 draws from ${distribution.name}: 95 % is not rejected`, () => {
    const { p, held } = coverageOf(claim, distribution, 400, index);
    assert.ok(p !== null && p >= rejectedBelow, `${held} of 400 held, p ${p}`);
  });
}

test('a bound that promises more than it holds is rejected', () => {
  const honest = claims.find(({ name }) => name === 'largest of 20: bound')!;
  const wrong = {
    ...honest,
    draw: (...args: Parameters<typeof honest.draw>) => {
      const { overkill } = honest.draw(...args);
      return { overkill, holds: overkill <= 0.08 };
    },
  };
  const { p } = coverageOf(wrong, distributions[0]!, 400, 1);
  assert.ok(p !== null && p < rejectedBelow, String(p));
});
