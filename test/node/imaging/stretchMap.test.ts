import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stretchMap } from '../../../electron/node/imaging/stretchMap.ts';

test('a stretched map is linear between the centres of its pixels and constant beyond them', () => {
  const stretched = stretchMap(Float32Array.of(0, 4), { width: 2, height: 1 }, { width: 8, height: 2 });
  assert.deepEqual([...stretched.slice(0, 8)], [0, 0, 0.5, 1.5, 2.5, 3.5, 4, 4]);
  assert.deepEqual([...stretched.slice(8)], [...stretched.slice(0, 8)]);
});

test('a map of its own size stays as it is', () => {
  const map = Float32Array.from({ length: 12 }, (_, i) => i * i);
  const size = { width: 4, height: 3 };
  assert.deepEqual(stretchMap(map, size, size), map);
});
