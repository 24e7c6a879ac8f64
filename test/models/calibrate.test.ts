import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrate, describeCalibration, overkillBound } from '../../models/calibrate.ts';

const createdAt = new Date('2024-05-06T07:08:09Z');
const forty = Array.from({ length: 40 }, (_, i) => ((i * 17) % 40) / 100 + 0.022);

test('without a target the limit is the largest score', () => {
  const calibration = calibrate({ head: 'ssim', scores: forty, createdAt });
  assert.equal(calibration.limit, Math.max(...forty));
  assert.equal(calibration.rank, 40);
  assert.equal(calibration.goods, 40);
  assert.equal(calibration.expectedOverkill, 1 / 41);
  assert.ok(Math.abs(calibration.overkillBound - (1 - 0.05 ** (1 / 40))) < 1e-15);
});

test('the sentence printed tells limit, goods, expectation and bound', () => {
  const calibration = calibrate({ head: 'ssim', scores: forty, createdAt });
  assert.equal(
    describeCalibration(calibration),
    'limit 0.412 = largest of 40 held-out good scores; expected overkill 2.4 %, at most 7.2 % at 95 % (one-sided)',
  );
});

for (const [target, rank] of [
  [0.024999, 40],
  [0.05, 39],
  [2 / 41, 39],
  [0.1, 37],
  [0.5, 21],
  [0.99, 1],
] as const) {
  test(`a target overkill of ${target} takes the smallest admissible rank, ${rank} of 40`, () => {
    const calibration = calibrate({ head: 'mse', scores: forty, targetOverkill: target, createdAt });
    assert.equal(calibration.rank, rank);
    assert.equal(calibration.limit, forty.toSorted((a, b) => a - b)[rank - 1]);
    assert.ok(calibration.expectedOverkill <= target);
    assert.ok(rank === 1 || (40 + 2 - rank) / 41 > target, 'a smaller rank would do');
  });
}

test('598 goods bound the overkill by 0.5 %, as 59 bad parts bound the escapes by 5 %', () => {
  assert.ok(overkillBound(598, 598) <= 0.005 && overkillBound(597, 597) > 0.005);
  assert.ok(overkillBound(59, 59) <= 0.05 && overkillBound(58, 58) > 0.05);
});

test('the bound below the maximum is the beta quantile', () => {
  // scipy.stats.beta.ppf(0.95, 3, 38), SciPy 1.10.1
  assert.ok(Math.abs(overkillBound(40, 38) - 0.14915196127321298) < 1e-9);
});

test('the 95 % bound covers the true overkill in 95 % of calibrations, no more and no less', () => {
  let state = 12345;
  const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  for (const targetOverkill of [undefined, 0.1]) {
    const runs = 3000;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const scores = Array.from({ length: 30 }, uniform);
      const options = { head: 'mae' as const, scores, createdAt };
      const { limit, overkillBound: bound } = calibrate(
        targetOverkill === undefined ? options : { ...options, targetOverkill },
      );
      if (1 - limit <= bound) covered++;
    }
    const spread = 3.5 * Math.sqrt(0.95 * 0.05 * runs);
    assert.ok(Math.abs(covered - 0.95 * runs) < spread, `${covered} of ${runs} covered`);
  }
});

test('the id changes with the scores and is the same for the same ones', () => {
  const id = (scores: number[]): string => calibrate({ head: 'mae', scores, createdAt }).id;
  assert.match(id(forty), /^[0-9a-f]{12}$/);
  assert.equal(id(forty), id([...forty]));
  assert.notEqual(id(forty), id([...forty.slice(0, -1), 0.1]));
});

for (const [name, options, message] of [
  ['no scores', { scores: [] }, /mae has no held-out good scores/],
  ['NaN', { scores: [1, NaN] }, /mae scored held-out good image 2 of 2 as NaN/],
  ['Infinity', { scores: [Infinity, 1] }, /image 1 of 2 as Infinity/],
  [
    'a target out of reach',
    { scores: forty, targetOverkill: 0.005 },
    /0\.5 % needs 199 held-out good images, got 40/,
  ],
  ['a target of nothing', { scores: forty, targetOverkill: 0 }, /between 0 and 1, got 0/],
] as const) {
  test(`${name} is refused with a sentence`, () => {
    assert.throws(() => calibrate({ head: 'mae', createdAt, ...options }), message);
  });
}
