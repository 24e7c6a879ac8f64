import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Hex } from '../../models/bundle.ts';
import { splitBads } from '../../models/splitBads.ts';
import { splitFolds } from '../../models/splitFolds.ts';
import { splitGoods } from '../../models/splitGoods.ts';

const hashes = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => sha256Hex(new TextEncoder().encode(`image ${i}`)));

for (const [count, teach, select, calibrate] of [
  [20, 11, 4, 5],
  [50, 30, 10, 10],
  [260, 156, 52, 52],
] as const) {
  test(`${count} images: ${teach} teach, ${select} select, ${calibrate} calibrate, each exactly once`, () => {
    const split = splitGoods(hashes(count), 1);
    assert.deepEqual(
      [split.teach.length, split.select.length, split.calibrate.length],
      [teach, select, calibrate],
    );
    const all = [...split.teach, ...split.select, ...split.calibrate].sort((a, b) => a - b);
    assert.deepEqual(
      all,
      Array.from({ length: count }, (_, i) => i),
    );
  });
}

test('a target overkill takes more images for calibration where they can prove it, at most half', () => {
  const counts = (count: number, target: number): number[] => {
    const { teach, select, calibrate } = splitGoods(hashes(count), 1, target);
    return [teach.length, select.length, calibrate.length];
  };
  assert.deepEqual(counts(120, 0.05), [46, 15, 59]);
  assert.deepEqual(counts(1200, 0.05), [720, 240, 240]);
  assert.deepEqual(counts(117, 0.05), [70, 24, 23], 'half would not do: nothing is gained by taking them');
});

test('the split depends on contents and seed, not on the order of files', () => {
  const files = hashes(40);
  const contents = (list: string[], seed: number): string[] =>
    splitGoods(list, seed).calibrate.map((index) => list[index]!);
  assert.deepEqual(contents(files.toReversed(), 1), contents(files, 1));
  assert.notDeepEqual(contents(files, 2), contents(files, 1));
});

test('fewer than 20 images are refused with a sentence', () => {
  assert.throws(() => splitGoods(hashes(19), 1), {
    message: 'Teaching needs at least 20 different good images, got 19; add good images to the folder.',
  });
});

test('the same image twice is refused', () => {
  const files = hashes(30);
  assert.throws(() => splitGoods([...files, files[3]!], 1), /two of the images are the same/);
});

for (const [count, folds] of [
  [20, 2],
  [23, 5],
  [40, 10],
] as const) {
  test(`${count} images in ${folds} folds: each calibrates once and teaches or selects in all other models`, () => {
    const { folds: splits, whole } = splitFolds(hashes(count), 1, folds);
    const all = Array.from({ length: count }, (_, i) => i);
    const sorted = (indices: readonly number[]): number[] => indices.toSorted((a, b) => a - b);
    assert.deepEqual(sorted(splits.flatMap(({ calibrate }) => calibrate)), all);
    for (const { teach, select, calibrate } of [...splits, whole]) {
      assert.deepEqual(sorted([...teach, ...select, ...calibrate]), all);
      assert.ok(select.length >= 4 && teach.length > select.length);
    }
    const sizes = splits.map(({ calibrate }) => calibrate.length);
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
    assert.equal(whole.calibrate.length, 0);
  });
}

test('folds are 2 to 10, of 20 images at least', () => {
  assert.throws(() => splitFolds(hashes(40), 1, 11), /takes 2 to 10 folds, got 11/);
  assert.throws(() => splitFolds(hashes(19), 1, 5), /at least 20 different good images, got 19/);
});

for (const [count, choose] of [
  [0, 0],
  [1, 1],
  [3, 3],
  [4, 3],
  [5, 3],
  [10, 5],
] as const) {
  test(`of ${count} bad images ${choose} may choose, the others measure; whatever their order`, () => {
    const bads = hashes(count).map((sha256, i) => ({ file: `${i}`, sha256, pixels: new Float32Array() }));
    const split = splitBads(bads, 1);
    assert.deepEqual([split.choose.length, split.measure.length], [choose, count - choose]);
    const files = [...split.choose, ...split.measure].map(({ file }) => Number(file));
    assert.deepEqual(
      files.toSorted((a, b) => a - b),
      Array.from({ length: count }, (_, i) => i),
    );
    assert.deepEqual(splitBads(bads.toReversed(), 1).measure, split.measure);
  });
}
