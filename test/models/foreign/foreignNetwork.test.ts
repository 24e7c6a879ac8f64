import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { foreignNetwork } from '../../../models/foreign/foreignNetwork.ts';
import { normalisedValues } from '../../../models/foreign/pixelValues.ts';
import { type NetworkFiles, recogniseNetwork } from '../../../models/foreign/recogniseNetwork.ts';
import { recogniseValues } from '../../../models/foreign/recogniseValues.ts';
import type { Wishes } from '../../../models/foreign/wishes.ts';
import { Graph, type Value } from '../../../models/graph/graph.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';

const folder = path.resolve(import.meta.dirname, '../../fixtures/foreign');
const at = (name: string): string => path.join(folder, `${name}.onnx`);

interface Case {
  readonly name: string;
  readonly files: NetworkFiles;
  readonly wishes?: Wishes;
  /** Fixture with the values of PyTorch; default: of the name. */
  readonly values?: string;
  readonly told: readonly RegExp[];
}

const cases: readonly Case[] = [
  {
    name: 'vaeGan',
    files: { onnx: at('vaeGan') },
    told: [
      /^vaeGan\.onnx: opset 14\.$/,
      /^Image: "image", grey, 32 x 24 pixels, channels first\.$/,
      /^Latent mean: "mu" \[N, 6\]\.$/,
      /^Features: "features_0" \[N, 4, 12, 16\], "features_1" \[N, 6, 6, 8\]\.$/,
      /^Not used: "realness" \[N, 1\]\.$/,
      /^Pixels: takes 0\.\.1, gives 0\.\.1, which reconstructs the good images best; mean difference of image and reconstruction 0\.0\d+ of 0\.\.1\.$/,
    ],
  },
  {
    name: 'three files with a batch of one, values of -1..1 and no names',
    files: { encoder: at('pairEncoder'), decoder: at('pairDecoder'), discriminator: at('pairDiscriminator') },
    values: 'pair',
    told: [
      /colour, 24 x 32 pixels/,
      /^Latent log-variance: "28" \[N, 6\]\.$/,
      /^Features: "\S+" \[N, 4, 16, 12\], "\S+" \[N, 6, 8, 6\]\.$/,
      /^Pixels: takes -1\.\.1, gives -1\.\.1/,
    ],
  },
  {
    name: 'channelsLast',
    files: { onnx: at('channelsLast') },
    told: [/channels last/, /^Features: none found\.$/, /^Reconstruction: "60" \[N, 24, 32, 3\]\.$/],
  },
  {
    name: 'meanStd',
    files: { onnx: at('meanStd') },
    wishes: { values: normalisedValues([0.45, 0.4, 0.5], [0.25, 0.2, 0.3]) },
    told: [/^Pixels: takes mean 0\.45,0\.4,0\.5, standard deviation 0\.25,0\.2,0\.3, gives mean/],
  },
  { name: 'dense', files: { onnx: at('dense') }, told: [/opset 9/, /^Reconstruction: "out" \[N, 224\]\.$/] },
  { name: 'opset11', files: { onnx: at('opset11') }, told: [/opset 11/] },
  {
    name: 'sampled',
    files: { onnx: at('sampled') },
    told: [/^Noise "\S+": left out, so that an image always gives the same reconstruction\.$/],
  },
  { name: 'external', files: { onnx: at('external') }, values: 'vaeGan', told: [] },
];

for (const { name, files, wishes = {}, values = name, told } of cases) {
  test(`${name}: reconstruction, latent and features are those PyTorch gave`, async () => {
    const expected = await readFixture(values);
    const recognised = await recogniseNetwork(files, wishes);
    const pixels = await recogniseValues(recognised, wishes, expected.images);
    for (const sentence of told) {
      const all = [...recognised.told, ...pixels.told];
      assert.ok(
        all.some((each) => sentence.test(each)),
        `${sentence} is not among:\n${all.join('\n')}`,
      );
    }
    const network = foreignNetwork(recognised, pixels);
    const graph = new Graph('test');
    const image = graph.input('image', ['N', ...expected.shape]);
    const outputs = network.build(image);
    graph.output('reconstruction', outputs.reconstruction!);
    graph.output('mean', outputs.latentMean!);
    graph.output('logVariance', outputs.latentLogVariance!);
    outputs.imageFeatures?.forEach((map, layer) => graph.output(`features${layer}`, map));
    outputs.reconstructionFeatures?.forEach((map: Value, layer) => {
      assert.deepEqual(map.shape, outputs.imageFeatures![layer]!.shape);
      graph.output(`again${layer}`, map);
    });
    await using session = await Session.load(graph.toModel(), { threads: 1 });
    const batch = Float32Array.from(expected.images.flatMap((each) => [...each]));
    const results = await session.run({ image: float32Tensor([2, ...expected.shape], batch) });
    close(float32Of(results, 'reconstruction'), asImage(expected, pixels.given), 'reconstruction');
    close(float32Of(results, 'mean'), expected.mean, 'mean');
    close(float32Of(results, 'logVariance'), expected.logVariance, 'log-variance');
    expected.features.forEach((map, layer) =>
      close(float32Of(results, `features${layer}`), map, `layer ${layer}`),
    );
    assert.equal(outputs.imageFeatures?.length ?? 0, expected.features.length);

    // Features of the reconstruction are those of an image that looks like it.
    if (expected.features.length === 0) return;
    const again = await session.run({
      image: float32Tensor([2, ...expected.shape], float32Of(results, 'reconstruction')),
    });
    close(float32Of(results, 'again0'), float32Of(again, 'features0'), 'features of the reconstruction');
  });
}

interface Fixture {
  readonly shape: readonly number[];
  readonly images: readonly Float32Array[];
  readonly reconstruction: Float32Array;
  readonly mean: Float32Array;
  readonly logVariance: Float32Array;
  readonly features: readonly Float32Array[];
}

async function readFixture(name: string): Promise<Fixture> {
  const text = JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8')) as {
    shape: number[];
    images: string;
    features: string[];
  } & Record<'reconstruction' | 'mean' | 'logVariance', string>;
  const numbers = (base64: string): Float32Array =>
    new Float32Array(new Uint8Array(Buffer.from(base64, 'base64')).buffer);
  const bytes = Buffer.from(text.images, 'base64');
  return {
    shape: text.shape,
    images: [0, 1].map((i) =>
      Float32Array.from(
        bytes.subarray((i * bytes.length) / 2, ((i + 1) * bytes.length) / 2),
        (byte) => byte / 255,
      ),
    ),
    reconstruction: numbers(text.reconstruction),
    mean: numbers(text.mean),
    logVariance: numbers(text.logVariance),
    features: text.features.map(numbers),
  };
}

/** The fixture's reconstruction is in the network's own values. */
function asImage(
  { reconstruction, shape }: Fixture,
  { scale, offset }: { readonly scale: readonly number[]; readonly offset: readonly number[] },
): Float32Array {
  const [channels, height, width] = shape as [number, number, number];
  return reconstruction.map((value, i) => {
    const channel = Math.floor(i / (height * width)) % channels;
    const pixel = (value - offset[channel % offset.length]!) / scale[channel % scale.length]!;
    return Math.min(1, Math.max(0, pixel));
  });
}

function close(actual: Float32Array, expected: Float32Array, what: string): void {
  assert.equal(actual.length, expected.length, what);
  const worst = actual.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0);
  assert.ok(worst <= 1e-4, `${what} differs by ${worst}`);
}
