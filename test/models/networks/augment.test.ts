import assert from 'node:assert/strict';
import { test } from 'node:test';
import { augmentInto, augmentation } from '../../../models/networks/augment.ts';
import { Random } from '../../../models/random.ts';

const shape = { channels: 3, width: 80, height: 64 } as const;

test('augmentation shifts all channels alike, repeats the border and changes the brightness by one factor', () => {
  const ramp = Float32Array.from({ length: 3 * 64 * 80 }, (_, index) => 0.1 + ((index % 80) / 80) * 0.4);
  const random = new Random(1);
  const shifts = new Set<number>();
  const gains: number[] = [];
  for (let run = 0; run < 60; run++) {
    const target = new Float32Array(ramp.length + 7);
    augmentInto(target, 7, ramp, shape, random);
    const image = target.subarray(7);
    const gain = ((image[41] ?? 0) - (image[40] ?? 0)) / (0.4 / 80);
    const shift = Math.round((((image[40] ?? 0) / gain - 0.1) / 0.4) * 80) - 40;
    gains.push(gain);
    shifts.add(shift);
    for (const index of [0, 79, 64 * 80 - 1, 2 * 64 * 80 + 5]) {
      const source = Math.min(79, Math.max(0, (index % 80) + shift));
      assert.ok(Math.abs((image[index] ?? 0) - (0.1 + (source / 80) * 0.4) * gain) < 1e-4, `pixel ${index}`);
    }
  }
  assert.deepEqual(
    [...shifts].sort((a, b) => a - b),
    [-2, -1, 0, 1, 2],
  );
  assert.ok(
    Math.max(...gains) <= 1.001 + augmentation.gain && Math.min(...gains) >= 0.999 / (1 + augmentation.gain),
  );
  assert.ok(Math.max(...gains) > 1.1 && Math.min(...gains) < 0.9);
});

test('augmented values stay within 0..1', () => {
  const target = new Float32Array(3 * 64 * 80);
  const random = new Random(2);
  for (let run = 0; run < 10; run++) {
    augmentInto(target, 0, new Float32Array(target.length).fill(0.99), shape, random);
    assert.ok(target.every((value) => value >= 0 && value <= 1));
  }
});
