import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '../../../models/graph/graph.ts';
import type { InspectionNetwork } from '../../../models/inspectionGraph.ts';
import { add, mul } from '../../../models/ops/elementwise.ts';
import { reduceMean } from '../../../models/ops/reduce.ts';
import { averagePool } from '../../../models/ops/resample.ts';
import { Random } from '../../../models/random.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';
import { tiledNetwork } from '../../../models/tiles/tiledNetwork.ts';
import { type TilePlan, tileStarts } from '../../../models/tiles/tilePlan.ts';

const [tile, whole] = [
  { width: 64, height: 48 },
  { width: 200, height: 112 },
];
const plan: TilePlan = {
  tile,
  whole,
  lefts: tileStarts(whole.width, tile.width, 16, 8),
  tops: tileStarts(whole.height, tile.height, 16, 8),
};

async function run(
  network: InspectionNetwork,
  images: number,
): Promise<{ image: Float32Array; outputs: Record<string, Float32Array> }> {
  const graph = new Graph('tiled');
  const { channels, height, width } = tiledNetwork(network, plan);
  const input = graph.input('image', ['N', channels, height, width]);
  const built = tiledNetwork(network, plan).build(input);
  graph.output('reconstruction', built.reconstruction!);
  graph.output('feature', built.imageFeatures![0]!);
  graph.output('latentMean', built.latentMean!);
  await using session = await Session.load(graph.toModel(), { threads: 1 });
  const image = new Random(5).normals(images * channels * height * width);
  const outputs = await session.run({ image: float32Tensor([images, channels, height, width], image) });
  return {
    image,
    outputs: Object.fromEntries(session.outputNames.map((name) => [name, float32Of(outputs, name)])),
  };
}

/** Returns its input; its feature is the mean of 8x8 pixels, its latents the mean of each channel. */
const identity: InspectionNetwork = {
  ...tile,
  channels: 2,
  build: (image) => ({
    reconstruction: image,
    imageFeatures: [averagePool(image, 8)],
    reconstructionFeatures: [averagePool(image, 8)],
    latentMean: reduceMean(image, { axes: [2, 3] }),
  }),
};

test('a network that returns its input gives every image of a batch back, without seams', async () => {
  const { image, outputs } = await run(identity, 2);
  const worst = image.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - outputs.reconstruction![i]!)),
    0,
  );
  assert.ok(worst < 1e-5, String(worst));
});

test('features lie where they were seen', async () => {
  const { image, outputs } = await run(identity, 2);
  const columns = whole.width / 8;
  for (const [n, c, y, x] of [
    [0, 0, 0, 0],
    [1, 1, 13, 24],
    [1, 0, 6, 11],
  ] as const) {
    let sum = 0;
    for (let row = 0; row < 8; row++) {
      const from = ((2 * n + c) * whole.height + 8 * y + row) * whole.width + 8 * x;
      sum += image.subarray(from, from + 8).reduce((total, value) => total + value, 0);
    }
    const feature = outputs.feature![((2 * n + c) * 14 + y) * columns + x]!;
    assert.ok(Math.abs(feature - sum / 64) < 1e-5, `${n} ${c} ${y} ${x}`);
  }
});

test('latents of the tiles stand one after the other, row by row', async () => {
  const { image, outputs } = await run(identity, 1);
  const tiles = plan.lefts.length * plan.tops.length;
  assert.equal(outputs.latentMean!.length, 2 * tiles);
  const [row, column] = [1, 2];
  let sum = 0;
  for (let y = 0; y < tile.height; y++) {
    const from = (plan.tops[row]! + y) * whole.width + plan.lefts[column]!;
    sum += image.subarray(from, from + tile.width).reduce((total, value) => total + value, 0);
  }
  const index = row * plan.lefts.length + column;
  assert.ok(Math.abs(outputs.latentMean![2 * index]! - sum / (tile.width * tile.height)) < 1e-4);
});

test('tiles that disagree fade into each other', async () => {
  // Each tile returns its own mean: a step of the whole becomes a ramp, never a jump.
  const flat: InspectionNetwork = {
    ...identity,
    channels: 1,
    build: (image) => ({
      ...identity.build(image),
      reconstruction: add(mul(image, 0), reduceMean(image, { axes: [1, 2, 3], keepDims: true })),
    }),
  };
  const { outputs } = await run(flat, 1);
  const steps = Float32Array.from({ length: whole.width - 1 }, (_, x) =>
    Math.abs(outputs.reconstruction![x + 1]! - outputs.reconstruction![x]!),
  );
  const means = Float32Array.from(outputs.reconstruction!);
  const range = Math.max(...means) - Math.min(...means);
  assert.ok(Math.max(...steps) <= range / 16 + 1e-6, `${Math.max(...steps)} of ${range}`);
  assert.ok(range > 0.01);
});

test('latents that would be too many are left out, and a network of another size is refused', () => {
  const graph = new Graph('tiled');
  const image = graph.input('image', ['N', 1, whole.height, whole.width]);
  const long: InspectionNetwork = {
    ...identity,
    channels: 1,
    build: (tiles) => ({
      reconstruction: tiles,
      latentMean: reduceMean(averagePool(tiles, [1, 1]), { axes: [1, 2] }),
    }),
  };
  const built = tiledNetwork(long, plan).build(image);
  assert.ok(built.reconstruction && !built.latentMean);
  assert.throws(() => tiledNetwork({ ...long, width: 32 }, plan), /tiles of 64x48, the network takes 32x48/);
});

for (const [length, side, overlap, step, starts] of [
  [128, 128, 16, 16, [0]],
  [240, 128, 16, 16, [0, 112]],
  [256, 128, 16, 16, [0, 64, 128]],
  [1984, 128, 16, 16, 18],
] as const) {
  test(`tiles of ${side} on ${length} pixels overlap by ${overlap} at least`, () => {
    const actual = tileStarts(length, side, overlap, step);
    if (typeof starts === 'number') assert.equal(actual.length, starts);
    else assert.deepEqual(actual, starts);
    assert.equal(actual.at(-1)! + side, length);
    actual.forEach((start, i) => {
      assert.equal(start % step, 0);
      if (i > 0) assert.ok(actual[i - 1]! + side - start >= overlap);
      if (i > 1) assert.ok(actual[i - 2]! + side <= start, 'no place in three tiles');
    });
  });
}

test('tiles that do not fit are refused', () => {
  assert.throws(() => tileStarts(200, 128, 16, 16), /cannot cover 200 in steps of 16/);
  assert.throws(() => tileStarts(64, 128, 16, 16), /tiles of 128 with 16 in common cannot cover 64/);
});
