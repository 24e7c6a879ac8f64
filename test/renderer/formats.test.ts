import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatBytes, formatDuration, formatMs, formatRatio, formatShare } from '../../renderer/formats.ts';
import { scoreRatio } from '../../renderer/scoreRatio.ts';
import { shiftYield } from '../../renderer/shiftYield.ts';
import { widthInLetters } from '../../renderer/widthInLetters.ts';

test('a ratio is never rounded across the limit', () => {
  assert.equal(formatRatio(1), '1.00');
  assert.equal(formatRatio(1.0001), '1.01');
  assert.equal(formatRatio(0.9999), '0.99');
  assert.equal(formatRatio(0.634), '0.63');
  assert.equal(formatRatio(1234.5), '1,235');
});

test('a share is cut, not rounded: only all is 100 %', () => {
  assert.equal(formatShare(1), '100 %');
  assert.equal(formatShare(0.9999), '99.9 %');
  assert.equal(formatShare(0), '0.0 %');
  assert.equal(formatShare(0.29), '29.0 %');
});

test('yield leaves unreadable images out and counts a part in review as not passed', () => {
  assert.equal(shiftYield({ pass: 0, fail: 0, review: 0, unreadable: 9 }), null);
  assert.equal(shiftYield({ pass: 3, fail: 1, review: 0, unreadable: 96 }), 0.75);
  assert.equal(shiftYield({ pass: 3, fail: 0, review: 1, unreadable: 0 }), 0.75);
});

test('score / limit exists only where it means something', () => {
  assert.equal(scoreRatio(0.5, 0.25), 2);
  assert.equal(scoreRatio(null, 0.25), null);
  assert.equal(scoreRatio(0.5, 0), null);
  assert.equal(scoreRatio(0.5, -1), null);
  assert.equal(scoreRatio(0.5, undefined), null);
});

test('times and sizes are short', () => {
  assert.equal(formatMs(11.8), '12 ms');
  assert.equal(formatMs(0.42), '0.4 ms');
  assert.equal(formatMs(61_000), '1 min 1 s');
  assert.equal(formatDuration(3_720_000), '1 h 2 min');
  assert.equal(formatBytes(1_310_998), '1.3 MB');
});

test('a Chinese character is as wide as two letters', () => {
  assert.equal(widthInLetters('Pass'), 4);
  assert.equal(widthInLetters('不合格'), 6);
  assert.equal(widthInLetters('n. i. O.'), 8);
});
