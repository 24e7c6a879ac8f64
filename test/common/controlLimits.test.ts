import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ewma, individualLimits, movingRanges, usualEwma } from '../../electron/common/controlLimits.ts';
import { controlPoints } from '../../electron/common/controlPoints.ts';

// Costs of processing loans, Montgomery, Introduction to Statistical Quality Control, 6th ed., example 6.5 (table 6.6):
// mean 300.5, mean moving range 7.79, limits 321.22 and 279.78, of the ranges 25.45.
const loans = [
  310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304,
];

test('limits for individual values and their moving ranges are those of the textbook', () => {
  const limits = individualLimits(loans);
  assert.equal(limits.centre, 300.5);
  assert.equal(limits.movingRange.toFixed(2), '7.79');
  assert.equal(limits.upper.toFixed(2), '321.22');
  assert.equal(limits.lower.toFixed(2), '279.78');
  assert.equal(limits.movingRangeUpper.toFixed(2), '25.45');
});

// Flow rate batches of NIST/SEMATECH e-Handbook 6.3.2.2: mean 50.81, mean moving range 1.8778, limits 55.8041 and 45.8159.
test('limits for individual values are those of the NIST handbook', () => {
  const limits = individualLimits([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]);
  assert.equal(limits.centre.toFixed(2), '50.81');
  assert.equal(limits.movingRange.toFixed(4), '1.8778');
  assert.equal(limits.upper.toFixed(2), '55.80');
  assert.equal(limits.lower.toFixed(2), '45.82');
  assert.throws(() => individualLimits([1]), /at least 2 values, got 1/);
});

// NIST/SEMATECH e-Handbook 6.3.2.4: weight 0.3, centre 50, sigma 2.0539; in the end limits 52.5884 and 47.4115.
test('a moving average and its limits are those of the NIST handbook', () => {
  const values = [
    52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6,
    52.4, 53.6, 52.1,
  ];
  const points = ewma(values, { centre: 50, sigma: 2.0539 }, { weight: 0.3, sigmas: 3 });
  assert.deepEqual(
    points.map(({ value }) => value.toFixed(2)),
    [
      ...['50.60', '49.52', '50.56', '50.18', '50.16', '49.21', '49.75', '49.85', '50.26', '50.33'],
      ...['50.11', '49.36', '49.52', '50.05', '49.38', '49.92', '50.73', '51.23', '51.94', '51.99'],
    ],
  );
  assert.equal(points.at(-1)?.upper.toFixed(3), '52.588');
  assert.equal(points.at(-1)?.lower.toFixed(3), '47.412');
});

// Montgomery, example 9.2 (table 9.10): weight 0.1, L 2.7, centre 10, sigma 1; the first limits 10.27 and 9.73, in the end 10.62
// and 9.38; the average is outside for the first time at value 29.
test('a moving average leaves its limits where it does in the textbook', () => {
  const values = [
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37,
    10.62, 10.31, 8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
  ];
  const points = ewma(values, { centre: 10, sigma: 1 }, { weight: 0.1, sigmas: 2.7 });
  assert.deepEqual([points[0]!.upper.toFixed(2), points[0]!.lower.toFixed(2)], ['10.27', '9.73']);
  assert.deepEqual([points[29]!.upper.toFixed(2), points[29]!.lower.toFixed(2)], ['10.62', '9.38']);
  assert.equal(points[0]!.value.toFixed(3), '9.945');
  assert.equal(points.findIndex(({ value, upper }) => value > upper) + 1, 29);
});

test('a value outside the limits is marked by rule 1, a leap by the moving ranges, a lasting shift by the average', () => {
  const limits = individualLimits(loans);
  const calm = controlPoints(loans, limits);
  assert.ok(calm.every(({ outside }) => !outside.individual && !outside.movingRange && !outside.ewma));
  const [, leap, back] = controlPoints([300, 322, 301], limits);
  assert.deepEqual(leap?.outside, { individual: true, movingRange: false, ewma: false });
  assert.deepEqual([leap.movingRange, back?.movingRange], [22, 21]);
  const [, far] = controlPoints([300, 326], limits);
  assert.equal(far?.outside.movingRange, true);
  const shifted = controlPoints(new Array<number>(12).fill(310), limits);
  assert.ok(shifted.every(({ outside }) => !outside.individual));
  assert.equal(shifted.at(-1)?.outside.ewma, true);
  const below = controlPoints([279], limits);
  assert.equal(below[0]?.outside.individual, true);
  assert.equal(below[0].movingRange, null);
  assert.deepEqual(movingRanges([]), []);
  assert.ok(usualEwma.weight >= 0.05 && usualEwma.weight <= 0.25);
});
