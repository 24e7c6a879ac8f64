import assert from 'node:assert/strict';
import { mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { readForeignModel } from '../../../models/foreign/readForeignModel.ts';
import { type NetworkFiles, recogniseNetwork } from '../../../models/foreign/recogniseNetwork.ts';
import type { Wishes } from '../../../models/foreign/wishes.ts';
import { info, modelFile } from './foreignModels.ts';

const fixture = (name: string): string =>
  path.resolve(import.meta.dirname, '../../fixtures/foreign', `${name}.onnx`);

async function refused(file: string | NetworkFiles, message: RegExp, wishes?: Wishes): Promise<void> {
  const files = typeof file === 'string' ? { onnx: file } : file;
  await assert.rejects(recogniseNetwork(files, wishes), (error: Error) => {
    assert.equal(error.name, 'ForeignModelError', error.stack);
    assert.match(error.message, message);
    assert.ok(!error.message.trim().includes('\n'), error.message);
    return true;
  });
}

test('an unknown operator and a path that leaves the folder', async () => {
  await refused(
    fixture('unknown'),
    /unknown\.onnx cannot be imported: The operator Sharpen of the domain "com\.example\.vision" \(it computes "reconstruction"\) is unknown; only standard ONNX operators can be imported\.$/,
  );
  await refused(
    fixture('leaving'),
    /The tensor "\S+" is kept in "\.\.\/external\.onnx\.data": the path leaves the model's folder\.$/,
  );
});

test('an operator the standard set does not have', async (t) => {
  const node = [{ opType: 'Sharpen', input: ['x'], output: ['y'] }];
  await refused(await modelFile(t, { node }), /small\.onnx cannot be imported: .*Sharpen.*17/);
});

test('files that are no model', async (t) => {
  const file = await modelFile(t, {});
  await truncate(file, 60);
  await refused(file, /It is not an ONNX model .*cut off/);
  await writeFile(file, '');
  await refused(file, /its 0 bytes hold no graph/);
  await writeFile(
    file,
    Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + 7) % 251),
  );
  await refused(file, /It is not an ONNX model/);
  await rm(file);
  await assert.rejects(recogniseNetwork({ onnx: file }), { code: 'ENOENT' });
});

test('models of another making', async (t) => {
  const node = [
    {
      opType: 'If',
      input: ['x'],
      output: ['y'],
      attribute: [{ name: 'then_branch', type: 5, g: { name: 'then' } }],
    },
  ];
  const cases: [Record<string, unknown>, Record<string, unknown>, RegExp][] = [
    [
      {},
      { opsetImport: [{ domain: '', version: 8 }] },
      /of opset 8; export it again with opset 9 or later\.$/,
    ],
    [{ node }, {}, /operator If \(it computes "y"\) has a graph of its own \("then_branch"\)/],
    [{ sparseInitializer: [{}] }, {}, /sparse weights/],
    [
      { node: [{ opType: 'Block', domain: 'own', input: ['x'], output: ['y'] }] },
      { functions: [{ name: 'Block' }] },
      /Block \(it computes "y"\) is a function of the model's own/,
    ],
    [
      { initializer: [{ name: 'w', dims: [2, 2], dataType: 1, rawData: new Uint8Array(12) }] },
      {},
      /tensor "w" of float32 \[2, 2\] has 12 bytes/,
    ],
    [
      { node: [{ opType: 'RandomUniformLike', input: ['x'], output: ['y'] }] },
      {},
      /RandomUniformLike \(it computes "y"\) draws random numbers/,
    ],
  ];
  for (const [graph, model, message] of cases) await refused(await modelFile(t, graph, model), message);
});

test('inputs that are not one image', async (t) => {
  const cases: [object[], RegExp, Wishes?][] = [
    [
      [info('x', [1, 784])],
      /one input must take images of four axes, it takes "x" \[N, 784\]; name it with --input\.$/,
    ],
    [
      [info('x', [1, 4, 12, 12])],
      /"x" \[N, 4, 12, 12\] has neither 1 or 3 channels first nor last; say --layout/,
    ],
    [[info('x', [1, 3, 12, 3])], /say --layout/],
    [
      [info('x', [1, 4, 12, 12])],
      /has 4 channels with the layout nchw; 1 or 3 can be fed\.$/,
      { layout: 'nchw' },
    ],
    [[info('x', [1, 1, 8, 12])], /its images have 12 x 8 pixels; sides must be at least 11\.$/],
    [
      [info('x', ['N', 1, 'H', 'W'])],
      /"x" \[N, 1, H, W\] leaves the size of the image free; say it with --size WIDTHxHEIGHT\.$/,
    ],
    [
      [info('x', [1, 1, 12, 12])],
      /has a size of its own; --size 16x16 is another/,
      { size: { width: 16, height: 16 } },
    ],
    [[info('x', [1, 1, 12, 12], 10)], /"x" is float16; export the network in float32\.$/],
    [
      [info('x', [1, 1, 12, 12]), info('label', [1, 10])],
      /besides the image it takes "label" \[N, 10\]; name with --noise/,
    ],
    [[info('x', [1, 1, 12, 12])], /has no input "image"; it takes "x" \[N, 1, 12, 12\]/, { input: 'image' }],
  ];
  for (const [input, message, wishes] of cases) await refused(await modelFile(t, { input }), message, wishes);
});

test('wishes for values that are not there or of another shape', async () => {
  const wish = async (wishes: Wishes, message: RegExp): Promise<void> =>
    await refused(fixture('vaeGan'), message, wishes);
  await wish({ mean: 'nu' }, /computes no value "nu"; its outputs are "reconstruction", "mu"/);
  await wish({ reconstruction: 'mu' }, /"mu" \[N, 6\] is not an image like its input \[N, 1, 24, 32\]/);
  await wish({ features: ['mu'] }, /"mu" \[N, 6\] is not a map of features/);
  await wish(
    { mean: 'features_0' },
    /the mean "features_0" \[N, 4, 12, 16\] and the log-variance "logvar" \[N, 6\] of its latent differ in length/,
  );
  await wish({ noise: ['epsilon'] }, /no input "epsilon"/);
});

test('parts that do not belong together', async () => {
  await refused(
    { encoder: fixture('vaeGan'), decoder: fixture('pairDecoder') },
    /pairDecoder\.onnx cannot be imported: none of "36" \[N, 3, 32, 24\] is an image like the encoder's input \[N, 1, 24, 32\]\.$/,
  );
  await refused(
    { encoder: fixture('pairDiscriminator'), decoder: fixture('pairDecoder') },
    /the encoder gives no latent for its input "onnx::Gemm_0" \[N, 6\]/,
  );
  await refused(
    { onnx: fixture('vaeGan'), discriminator: fixture('pairDiscriminator') },
    /is not the image of the network, \[N, 1, 24, 32\]/,
  );
});

test('a batch that is fixed inside', async (t) => {
  const rows = (name: string, dims: number[], values: number[]): object => ({
    name,
    dims,
    dataType: 7,
    int64Data: values,
  });
  const node = [
    { opType: 'Reshape', input: ['x', 'rows'], output: ['r'] },
    { opType: 'Reshape', input: ['r', 'image'], output: ['y'] },
  ];
  // [12, 12] has no batch in front that could be freed.
  const initializer = [rows('rows', [2], [12, 12]), rows('image', [4], [1, 1, 12, 12])];
  await refused(
    await modelFile(t, { node, initializer }),
    /the batch of 1 is fixed inside it; export it with a free batch/,
  );
});

test('weights in other files', async (t) => {
  const external = async (context: TestContext, entries: Record<string, string>): Promise<string> =>
    await modelFile(context, {
      node: [{ opType: 'Add', input: ['x', 'w'], output: ['y'] }],
      initializer: [
        {
          name: 'w',
          dims: [3],
          dataType: 1,
          dataLocation: 1,
          externalData: Object.entries(entries).map(([key, value]) => ({ key, value })),
        },
      ],
    });
  const cases: [Record<string, string>, RegExp][] = [
    [{ location: '/etc/hostname' }, /"w" is kept in "\/etc\/hostname": the path leaves/],
    [{ location: 'C:\\weights' }, /the path leaves/],
    [{ location: 'inside/../../weights' }, /the path leaves/],
    [{ location: 'linked' }, /the path leaves/],
    [{ location: 'linkedFolder/weights' }, /the path leaves/],
    [{ location: 'missing' }, /there is no such file/],
    [{ location: 'inside' }, /that is no file/],
    [{ location: 'weights', offset: '8' }, /"w" of float32 \[3\] has 4 bytes/],
    [{ location: 'weights', offset: '8', length: '12' }, /it needs 12 bytes from byte 8, the file has 12/],
    [{ location: 'weights', offset: '-4' }, /has the offset "-4"/],
    [{ length: '12' }, /which is not said/],
  ];
  for (const [entries, message] of cases) {
    const file = await external(t, entries);
    const folder = path.dirname(file);
    const outside = path.join(folder, '..', `${path.basename(folder)}-outside`);
    t.after(() => rm(outside, { recursive: true, force: true }));
    await mkdir(outside);
    await mkdir(path.join(folder, 'inside'));
    for (const place of [outside, folder]) await writeFile(path.join(place, 'weights'), new Uint8Array(12));
    await symlink(path.join(outside, 'weights'), path.join(folder, 'linked'));
    await symlink(outside, path.join(folder, 'linkedFolder'));
    await assert.rejects(readForeignModel(file), { name: 'ForeignModelError', message });
  }
  const good = await external(t, { location: './weights', length: '12' });
  await writeFile(
    path.join(path.dirname(good), 'weights'),
    new Uint8Array(new Float32Array([1, 2, 3]).buffer),
  );
  const { rawData } = (await readForeignModel(good)).initializers.get('w')!;
  assert.deepEqual([...new Float32Array(rawData.buffer)], [1, 2, 3]);
});
