import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Graph } from '../../../models/graph/graph.ts';
import { checkpointWeights } from '../../../models/networks/checkpoint.ts';
import { networkLayouts } from '../../../models/networks/networkParts.ts';
import type { NetworkSize } from '../../../models/networks/networkSize.ts';
import { placeFeeds, placeInputs } from '../../../models/networks/place.ts';
import { TrainingState } from '../../../models/networks/trainingState.ts';
import { Random } from '../../../models/random.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';
import { taughtNetwork } from '../../../models/taughtNetwork.ts';
import { planPlaces } from '../../../models/tiles/planPlaces.ts';
import { tileOf } from '../../../models/tiles/tileTraining.ts';
import { tiledNetwork } from '../../../models/tiles/tiledNetwork.ts';
import { type TilePlan, tileCorners } from '../../../models/tiles/tilePlan.ts';
import { trainingImages } from '../../../models/tiles/trainingImages.ts';
import { trainNetwork } from '../../../models/trainNetwork.ts';

const plan: TilePlan = {
  whole: { width: 120, height: 64 },
  tile: { width: 64, height: 64 },
  lefts: [0, 56],
  tops: [0],
};
const size: NetworkSize = { ...plan.tile, channels: 1, latentSize: 4, placed: true };
const random = new Random(3);
/** Dark on the left, bright on the right, a little different each. */
const images = Array.from({ length: 12 }, () => {
  const level = random.between(-0.05, 0.05);
  return Float32Array.from({ length: 120 * 64 }, (_, i) => (i % 120 < 60 ? 0.2 : 0.8) + level);
});

test('a network is told the same place of a tile in teaching and in the graph of the whole', async () => {
  const layouts = networkLayouts(size);
  const untaught = new TrainingState(size, layouts, new Random(1), {}).checkpoint(0);
  const network = taughtNetwork(checkpointWeights(untaught, layouts), size);
  const places = planPlaces(plan, images);
  assert.deepEqual(places.at, [
    [64 / 120 - 1, 0],
    [(112 + 64) / 120 - 1, 0],
  ]);

  const whole = new Graph('whole');
  const built = tiledNetwork(network, plan, places).build(whole.input('image', ['N', 1, 64, 120]));
  whole.output('latentMean', built.latentMean!);
  whole.output('reconstruction', built.reconstruction!);
  await using together = await Session.load(whole.toModel(), { threads: 1 });
  const both = float32Tensor([2, 1, 64, 120], Float32Array.from([...images[0]!, ...images[1]!]));
  const outputs = await together.run({ image: both });

  const single = new Graph('single');
  const image = single.input('image', ['N', 1, 64, 64]);
  const tile = network.build(image, placeInputs(single, size, 'N'));
  single.output('latentMean', tile.latentMean!);
  single.output('reconstruction', tile.reconstruction!);
  await using alone = await Session.load(single.toModel(), { threads: 1 });
  for (const [n, which] of [images[0]!, images[1]!].entries()) {
    for (const [place, corner] of tileCorners(plan).entries()) {
      const feeds = placeFeeds(size, { places, ofImages: [place] });
      const pixels = float32Tensor([1, 1, 64, 64], tileOf(which, plan, corner));
      const expected = await alone.run({ ...feeds, image: pixels });
      const latent = float32Of(outputs, 'latentMean').subarray(4 * (2 * n + place), 4 * (2 * n + place + 1));
      float32Of(expected, 'latentMean').forEach((value, i) => {
        assert.ok(Math.abs(value - latent[i]!) < 1e-5, `image ${n} place ${place}`);
      });
      // Far from the overlap the whole shows this tile alone.
      const x = place === 0 ? 5 : 60;
      const seen = float32Of(outputs, 'reconstruction')[n * 7680 + 30 * 120 + plan.lefts[place]! + x]!;
      assert.ok(Math.abs(seen - float32Of(expected, 'reconstruction')[30 * 64 + x]!) < 1e-5);
    }
  }
});

test('teaching on tiles starts at the mean of each place', async () => {
  const training = trainingImages(plan, { train: images, select: images.slice(0, 4) }, 1);
  assert.equal(training.train.length, 24);
  const shown: number[] = [];
  await trainNetwork({
    ...training,
    channels: 1,
    latentSize: 4,
    seed: 1,
    budget: { steps: 1 },
    threads: 1,
    onProgress: ({ reconstructions }) => {
      for (const { reconstruction } of reconstructions ?? [])
        shown.push(reconstruction.pixels[64 * 20 + 10]!);
    },
  });
  const dark = training.placed!.select.ofImages.slice(0, shown.length).map((place) => place === 0);
  assert.ok(shown.length > 0);
  shown.forEach((value, i) => {
    // 10 pixels from the left the first tile is dark, the second bright.
    assert.ok(dark[i] ? value < 100 : value > 150, `${value} at place ${dark[i] ? 0 : 1}`);
  });
});
