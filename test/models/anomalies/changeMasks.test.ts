import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellGrid } from '../../../models/anomalies/cellGrid.ts';
import { changeOf } from '../../../models/anomalies/changeOf.ts';
import { maskOf } from '../../../models/anomalies/maskOf.ts';
import { movedMask } from '../../../models/anomalies/movedMask.ts';
import { visibility } from '../../../models/anomalies/visibility.ts';
import { Random } from '../../../models/random.ts';

const shape = { channels: 1, width: 64, height: 64 } as const;
const area = shape.width * shape.height;

/** A change of so much inside a square. */
const square = (from: number, to: number, change: number): Float32Array =>
  Float32Array.from({ length: area }, (_, i) => {
    const [x, y] = [i % shape.width, Math.floor(i / shape.width)];
    return x >= from && x < to && y >= from && y < to ? change : 0;
  });

const rows = (mask: Float32Array): string[] =>
  Array.from({ length: 64 }, (_, y) => Array.from(mask.subarray(y * 64, y * 64 + 64), String).join(''));

test('the change of a pixel is that of its most changed channel', () => {
  const before = Float32Array.of(0.1, 0.5, 0.9, 0.5);
  const after = Float32Array.of(0.1, 0.7, 0.5, 0.5);
  const [first, second] = changeOf(before, after, { channels: 2, width: 2, height: 1 });
  assert.ok(Math.abs(first! - 0.4) < 1e-6 && Math.abs(second! - 0.2) < 1e-6);
});

test('the mask closes holes of two pixels, keeps wider ones and does not grow', () => {
  const change = square(0, 10, 0.3);
  change[4 * 64 + 4] = 0;
  change[4 * 64 + 5] = 0.01;
  const mask = rows(maskOf(change, shape));
  for (let y = 0; y < 10; y++) assert.equal(mask[y], '1'.repeat(10) + '0'.repeat(54));
  assert.equal(mask[10], '0'.repeat(64));
  for (let y = 3; y < 7; y++) change.fill(0, y * 64 + 3, y * 64 + 7);
  assert.equal(rows(maskOf(change, shape))[5], '1110000111' + '0'.repeat(54));
});

test('of a moved picture is marked what changes beyond the spread of good images and is no speck', () => {
  const variation = {
    spread: new Float32Array(area).fill(0.05),
    structure: new Float32Array(0),
    rotationDegrees: 0,
    shiftShare: 0,
  };
  const change = square(20, 40, 0.3).map((value) => value || 0.1);
  change[5 * 64 + 5] = 0.9;
  const mask = movedMask(change, shape, variation);
  assert.equal(mask[30 * 64 + 30], 1);
  assert.equal(mask[5 * 64 + 5], 0, 'a speck');
  assert.equal(mask[50 * 64 + 50], 0, 'no more than goods differ');
  const marked = mask.reduce((sum, value) => sum + value, 0);
  assert.ok(Math.abs(marked - 400) < 90, `${marked} marked`);
});

test('a change is the more visible the stronger and larger it is, the less the more its surroundings or the goods vary', () => {
  const random = new Random(1);
  const noisy = (amount: number) =>
    cellGrid(
      Float32Array.from({ length: area }, () => 0.5 + amount * random.normal()),
      shape,
    );
  const flat = noisy(0.005);
  const seen = (change: Float32Array, grid = flat, spread?: number): number =>
    visibility(change, shape, grid, spread === undefined ? undefined : new Float32Array(area).fill(spread));
  const spot = square(20, 24, 0.1);
  assert.ok(seen(square(20, 24, 0.2)) > 1.9 * seen(spot));
  assert.ok(seen(square(20, 40, 0.1)) > 1.5 * seen(spot));
  assert.ok(seen(spot, noisy(0.1)) < 0.4 * seen(spot));
  assert.ok(seen(spot, noisy(0.1), 0.01) > 2 * seen(spot, noisy(0.1)));
  assert.equal(seen(square(20, 40, 0.01)), 0, 'below the threshold of change');
});
