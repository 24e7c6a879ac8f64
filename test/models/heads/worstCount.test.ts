import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '../../../models/graph/graph.ts';
import { worstCount } from '../../../models/heads/worstCount.ts';

for (const [width, height, places, share, expected] of [
  [128, 128, 256, 0.01, 3],
  [256, 256, 1024, 0.01, 10],
  [1024, 1024, 16384, 0.01, 10],
  [2048, 512, 16384, 0.01, 10],
  [64, 64, 64, 0.001, 1],
] as const) {
  test(`${share} of ${places} places of ${width}x${height} are ${expected}: no more in a larger image`, () => {
    const image = new Graph('image').input('image', ['N', 1, height, width]);
    assert.equal(worstCount(places, share, image), expected);
  });
}
