import sharp from 'sharp';
import { decodeImage } from '../../electron/node/imaging/decode.ts';
import { prepareImage } from '../../electron/node/imaging/prepare.ts';
import { preprocessingSha256 } from '../../electron/node/imaging/preprocessingSha256.ts';
import { assembleBundle } from '../../models/assembleBundle.ts';
import { type BundleContent, sha256Hex } from '../../models/bundle.ts';
import type { DemoKind } from '../../models/demo/demoKinds.ts';
import { drawDemo } from '../../models/demo/drawDemo.ts';
import type { GoodImage } from '../../models/goodImage.ts';
import type { InspectionNetwork } from '../../models/inspectionGraph.ts';
import type { HeadName, Preprocessing } from '../../models/manifest.ts';
import { conv } from '../../models/ops/convolution.ts';
import { abs, mul, relu, softmax, sub } from '../../models/ops/elementwise.ts';
import { reshape, slice } from '../../models/ops/layout.ts';
import { reduceMean } from '../../models/ops/reduce.ts';
import { averagePool, resize } from '../../models/ops/resample.ts';
import { splitGoods } from '../../models/splitGoods.ts';

const side = 64;
/** Size of the camera images of `tinyBundle`. */
export const tinyCamera = { width: 160, height: 128 } as const;

export const tinyPreprocessing: Preprocessing = {
  region: {
    x: 16,
    y: 0,
    width: 128,
    height: 128,
    imageWidth: tinyCamera.width,
    imageHeight: tinyCamera.height,
  },
  otherSizes: 'refuse',
  channels: 1,
  width: side,
  height: side,
  kernel: 'lanczos3',
};

/** A network that was never taught: reconstructs by blurring, its features are edges. Quick, and the same everywhere. */
export const tinyNetwork: InspectionNetwork = {
  channels: 1,
  height: side,
  width: side,
  build: (image) => {
    const edges = image.graph.constant(
      [-1, 0, 1, -2, 0, 2, -1, 0, 1, -1, -2, -1, 0, 0, 0, 1, 2, 1],
      'float32',
      [2, 1, 3, 3],
    );
    const features = (picture: typeof image) => averagePool(relu(conv(picture, edges, null, { pads: 1 })), 2);
    const reconstruction = resize(averagePool(image, 8), side, side, 'linear');
    const latentMean = reshape(averagePool(image, 16), ['N', 16]);
    return {
      reconstruction,
      latentMean,
      latentLogVariance: mul(latentMean, 0),
      imageFeatures: [features(image)],
      reconstructionFeatures: [features(reconstruction)],
      anomalyLogit: sub(
        mul(reduceMean(abs(sub(image, reconstruction)), { axes: [1], keepDims: true }), 20),
        4,
      ),
      mixtureSample: slice(latentMean, [{ axis: 1, start: 4, end: 8 }]),
      mixtureMembership: softmax(slice(latentMean, [{ axis: 1, start: 8, end: 10 }])),
    };
  },
};

/** A camera file of the demo product, PNG. */
export async function tinyCameraFile(seed: number, kind: DemoKind = 'good'): Promise<Buffer> {
  const { pixels } = drawDemo({ seed, kind, ...tinyCamera });
  return await sharp(pixels, { raw: { ...tinyCamera, channels: 1 } })
    .toColourspace('b-w')
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** A complete bundle within about a second, for tests of what opens, carries and uses bundles. */
export async function tinyBundle(
  options: { head?: HeadName; goods?: number; bads?: number; badKind?: DemoKind } = {},
): Promise<BundleContent> {
  const files = new Map<string, Buffer>();
  const draw = async (kind: DemoKind, from: number, count: number): Promise<GoodImage[]> => {
    const images: GoodImage[] = [];
    for (let seed = from; seed < from + count; seed++) {
      const bytes = await tinyCameraFile(seed, kind);
      const file = `${kind} ${seed}.png`;
      files.set(file, bytes);
      const pixels = await prepareImage(await decodeImage(bytes), tinyPreprocessing);
      images.push({ file, sha256: sha256Hex(bytes), pixels });
    }
    return images;
  };
  const images = await draw('good', 1, options.goods ?? 24);
  return await assembleBundle({
    network: tinyNetwork,
    latentSize: 16,
    images,
    bads: await draw(options.badKind ?? 'rotated', 5001, options.bads ?? 0),
    split: splitGoods(
      images.map(({ sha256 }) => sha256),
      1,
    ),
    readCameraFile: async ({ file }) => files.get(file)!,
    product: 'tiny',
    purpose: 'production',
    preprocessing: tinyPreprocessing,
    preprocessingSha256: preprocessingSha256(tinyPreprocessing),
    head: options.head ?? 'learnedSimilarity',
    anomalies: 48,
    provider: 'cpu',
    threads: 1,
    createdAt: new Date('2024-05-06T07:08:09Z'),
    teaching: { seed: 1, steps: 0, seconds: 0, minutes: null, skipped: [], versions: { plumbline: '0.1.0' } },
  });
}
