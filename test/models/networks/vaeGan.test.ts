import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '../../../models/graph/graph.ts';
import { type NetworkSize, requireNetworkSize } from '../../../models/networks/networkSize.ts';
import { differenceLogit } from '../../../models/networks/differenceNet.ts';
import { decode, discriminate, discriminatorFeatures, encode } from '../../../models/networks/vaeGan.ts';
import { networkLayouts, networkParts } from '../../../models/networks/networkParts.ts';
import { initialWeights, namedWeights, storedWeights } from '../../../models/networks/weights.ts';
import { Random } from '../../../models/random.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';

function inspectionGraph(size: NetworkSize): Graph {
  const random = new Random(1);
  const layouts = networkLayouts(size);
  const named = networkParts.map((part) =>
    namedWeights(layouts[part], initialWeights(layouts[part], random)),
  );
  const graph = new Graph('inspection');
  const weight = storedWeights(graph, Object.assign({}, ...named));
  const image = graph.input('image', ['N', size.channels, size.height, size.width]);
  const { mean, logVariance } = encode(image, weight, size);
  const features = discriminatorFeatures(image, weight, size);
  graph.output('mean', mean);
  graph.output('logVariance', logVariance);
  const reconstruction = decode(mean, weight, size);
  graph.output('reconstruction', reconstruction);
  const spread = graph.constant(0.01, 'float32', [1, 1, 1]);
  graph.output('anomalyLogit', differenceLogit(image, reconstruction, spread, weight, size));
  graph.output('logit', discriminate(features, weight));
  features.forEach((feature, layer) => graph.output(`feature${layer}`, feature));
  return graph;
}

for (const size of [
  { channels: 1, width: 64, height: 64, latentSize: 8 },
  { channels: 3, width: 96, height: 64, latentSize: 16 },
  { channels: 1, width: 128, height: 160, latentSize: 32 },
  { channels: 3, width: 256, height: 256, latentSize: 32 },
] as const) {
  test(`networks of ${size.width}x${size.height}x${size.channels} run image by image as in a batch`, async () => {
    const graph = inspectionGraph(size);
    const pixels = size.channels * size.height * size.width;
    const random = new Random(2);
    const data = Float32Array.from({ length: 3 * pixels }, () => random.uniform());
    await using session = await Session.load(graph.toModel(), { threads: 1 });
    const run = async (images: Float32Array) =>
      session.run({
        image: float32Tensor([images.length / pixels, size.channels, size.height, size.width], images),
      });
    const all = await run(data);
    const second = await run(data.slice(pixels, 2 * pixels));
    assert.deepEqual(all['mean']?.shape, [3, size.latentSize]);
    assert.deepEqual(all['reconstruction']?.shape, [3, size.channels, size.height, size.width]);
    assert.deepEqual(all['anomalyLogit']?.shape, [3, 1, size.height, size.width]);
    assert.ok(float32Of(all, 'reconstruction').every((value) => value >= 0 && value <= 1));
    for (const name of session.outputNames) {
      const single = float32Of(second, name);
      const batched = float32Of(all, name).slice(single.length, 2 * single.length);
      const worst = Math.max(
        ...single.map((value, index) => Math.abs(value - (batched[index] ?? NaN))).slice(0, 20000),
      );
      assert.ok(worst < 1e-4, `${name} differs by ${worst} between one image and a batch`);
    }
  });
}

test('the discriminator does not see brightness', async () => {
  const size = { channels: 1, width: 64, height: 64, latentSize: 8 } as const;
  await using session = await Session.load(inspectionGraph(size).toModel(), { threads: 1 });
  const random = new Random(3);
  const image = Float32Array.from({ length: 64 * 64 }, () => 0.2 + 0.4 * random.uniform());
  const brighter = image.map((value) => value * 1.3 + 0.05);
  const of = async (data: Float32Array) =>
    float32Of(await session.run({ image: float32Tensor([1, 1, 64, 64], data) }), 'feature2');
  const [dim, bright] = [await of(image), await of(brighter)];
  const scale = Math.max(...dim.map(Math.abs));
  const worst = Math.max(...dim.map((value, index) => Math.abs(value - (bright[index] ?? NaN))));
  assert.ok(worst < 0.01 * scale, `features differ by ${worst} of ${scale}`);
});

test('a size the network cannot have is refused with the nearest ones', () => {
  const refused = (width: number, height: number, message: string): void =>
    assert.throws(() => requireNetworkSize({ channels: 1, width, height, latentSize: 32 }), { message });
  refused(32, 64, "The network's width must be 64 to 256 pixels, got 32.");
  refused(
    130,
    128,
    'A network of 130x128 pixels needs sides that are multiples of 16, got 130; 128 and 144 are.',
  );
});
