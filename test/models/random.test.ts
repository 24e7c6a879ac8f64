import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../models/random.ts';

test('equal seeds give equal numbers, others do not', () => {
  const draw = (seed: number): number[] => {
    const random = new Random(seed);
    return Array.from({ length: 5 }, () => random.uniform());
  };
  assert.deepEqual(draw(7), draw(7));
  assert.notDeepEqual(draw(7), draw(8));
  assert.notDeepEqual(draw(0), draw(2 ** 40));
  assert.throws(() => new Random(-1), {
    message: 'A seed must be a whole number from 0 to 9007199254740991, got -1.',
  });
});

test('normals have mean 0, variance 1 and normal tails', () => {
  const values = new Random(3).normals(100_000);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  const beyondTwo = values.filter((value) => Math.abs(value) > 2).length / values.length;
  assert.ok(Math.abs(mean) < 0.015, `mean ${mean}`);
  assert.ok(Math.abs(variance - 1) < 0.02, `variance ${variance}`);
  assert.ok(Math.abs(beyondTwo - 0.0455) < 0.004, `beyond two deviations ${beyondTwo}`);
});

test('a permutation holds every number once', () => {
  assert.deepEqual(
    new Random(5).permutation(50).sort((a, b) => a - b),
    [...Array(50).keys()],
  );
});
