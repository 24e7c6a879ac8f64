import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '../../models/graph/graph.ts';
import { openHeadMaps } from '../../models/headMaps.ts';
import { type HeadName, type Manifest, tensorNames } from '../../models/manifest.ts';
import { mul } from '../../models/ops/elementwise.ts';
import { reshape } from '../../models/ops/layout.ts';

/** A model that draws the image itself, times a factor, under the names given. */
function drawing(factors: Readonly<Record<string, number>>): Uint8Array {
  const graph = new Graph('drawing');
  const image = reshape(graph.input(tensorNames.image, ['N', 1, 2, 3]), ['N', 2, 3]);
  for (const [name, factor] of Object.entries(factors)) graph.output(name, mul(image, factor));
  return graph.toModel();
}

const manifestOf = (head: HeadName) =>
  ({ preprocessing: { channels: 1, height: 2, width: 3 }, calibration: { head } }) as Manifest;

test('every map that the model draws, by its head', async () => {
  const model = drawing({ [tensorNames.map('ssim')]: 3, [tensorNames.map('mae')]: 2, score_mae: 1 });
  await using maps = await openHeadMaps({ manifest: manifestOf('mae'), model }, { threads: 1 });
  assert.deepEqual(maps.heads, ['mae', 'ssim']);
  const drawn = await maps.draw(Float32Array.of(1, 2, 3, 4, 5, 6));
  assert.deepEqual([...drawn.mae!], [2, 4, 6, 8, 10, 12]);
  assert.deepEqual([...drawn.ssim!], [3, 6, 9, 12, 15, 18]);
});

test('of a model with one map, that of the head in force', async () => {
  const model = drawing({ [tensorNames.anomalyMap]: 5 });
  await using maps = await openHeadMaps({ manifest: manifestOf('mse'), model }, { threads: 1 });
  assert.deepEqual(maps.heads, ['mse']);
  assert.equal((await maps.draw(new Float32Array(6).fill(1))).mse?.[5], 5);
});
