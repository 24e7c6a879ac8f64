import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kCenters } from '../../../models/heads/kCenters.ts';
import { Random } from '../../../models/random.ts';

const distance = (data: Float32Array, columns: number, a: number, b: number): number => {
  let sum = 0;
  for (let i = 0; i < columns; i++) sum += (data[a * columns + i]! - data[b * columns + i]!) ** 2;
  return Math.sqrt(sum);
};

test('few rows are all kept in their order', () => {
  assert.deepEqual(kCenters(Float32Array.of(3, 1, 2), 1, 5), [0, 1, 2]);
});

test('each group of rows is kept, the middle one first', () => {
  const data = Float32Array.of(0, 0.1, 0.2, 10, 10.1, -10, -10.1, -0.1);
  const chosen = kCenters(data, 1, 3);
  assert.ok(Math.abs(data[chosen[0]!]!) < 0.3);
  assert.deepEqual(
    chosen.map((row) => Math.round(data[row]! / 10)).toSorted((a, b) => a - b),
    [-1, 0, 1],
  );
});

test('each row chosen is the one farthest from those before it', () => {
  const random = new Random(3);
  const [rows, columns] = [200, 5];
  const data = random.normals(rows * columns);
  const chosen = kCenters(data, columns, 30);
  assert.equal(new Set(chosen).size, 30);
  for (let step = 1; step < chosen.length; step++) {
    const reach = (row: number): number =>
      Math.min(...chosen.slice(0, step).map((centre) => distance(data, columns, centre, row)));
    const farthest = Math.max(...Array.from({ length: rows }, (_, row) => reach(row)));
    assert.ok(Math.abs(reach(chosen[step]!) - farthest) < 1e-6, `step ${step}`);
  }
});

test('rows that are all the same give as many as asked for', () => {
  assert.equal(kCenters(new Float32Array(20).fill(1), 2, 4).length, 4);
});
