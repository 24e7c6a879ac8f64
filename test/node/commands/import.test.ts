import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { runCommandLine } from '../../../electron/node/commands/runCommandLine.ts';
import { openBundle } from '../../../electron/node/openBundle.ts';
import { sha256Hex } from '../../../models/bundle.ts';
import { runCli } from '../../helpers/runCli.ts';
import { tinyCameraFile } from '../../helpers/tinyBundle.ts';

const fixtures = path.resolve(import.meta.dirname, '../../fixtures/foreign');
const fixture = (name: string): string => path.join(fixtures, `${name}.onnx`);

let folder: string;
let good: string;
let bad: string;
let out: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-'));
  [good, bad] = [path.join(folder, 'good'), path.join(folder, 'bad')];
  out = path.join(folder, 'bundle');
  await mkdir(good);
  await mkdir(bad);
  for (let seed = 1; seed <= 24; seed++)
    await writeFile(path.join(good, `${seed}.png`), await tinyCameraFile(seed));
  for (let seed = 1; seed <= 3; seed++) {
    await writeFile(path.join(bad, `${seed}.png`), await tinyCameraFile(seed + 100, 'missing'));
  }
});
after(() => rm(folder, { recursive: true, force: true }));

test('a VAE-GAN in one file becomes a bundle that opens, with every head it allows', async () => {
  const onnx = fixture('vaeGan');
  const run = await runCli([
    ...['import', '--onnx', onnx, '--good', good, '--bad', bad, '--out', out],
    ...['--region', '16,16,128,96', '--product', 'bolt'],
  ]);
  assert.equal(run.code, 0, run.errors);
  const summary = run.lines.at(-1)!;
  const heads = summary['heads'] as string[];
  for (const head of ['mae', 'ssim', 'learnedSimilarity', 'latentDistance', 'fused']) {
    assert.ok(heads.includes(head), `${head} is not among ${heads.join(', ')}`);
  }
  assert.equal(summary['bundle'], out);
  assert.equal(summary['head'], 'fused');
  assert.match(run.errors, /^Features: "features_0" \[N, 4, 12, 16\], "features_1" \[N, 6, 6, 8\]\.$/m);
  assert.match(run.errors, /^Pixels: takes 0\.\.1, gives 0\.\.1/m);
  assert.match(run.errors, /^Limit .* of 5 held-out good scores/m);

  await using opened = await openBundle(out, { provider: 'cpu', threads: 1 });
  const { manifest } = opened.bundle;
  assert.equal(manifest.latentSize, 6);
  assert.equal(manifest.product, 'bolt');
  const { width, height, channels, kernel, region } = manifest.preprocessing;
  assert.deepEqual(
    { width, height, channels, kernel },
    { width: 32, height: 24, channels: 1, kernel: 'linear' },
  );
  assert.deepEqual(region, { x: 16, y: 16, width: 128, height: 96, imageWidth: 160, imageHeight: 128 });
  const { imported, steps } = manifest.teaching;
  assert.equal(steps, 0);
  assert.deepEqual(imported?.files, [{ file: 'vaeGan.onnx', sha256: sha256Hex(await readFile(onnx)) }]);
  assert.ok(imported.recognised.includes('Latent mean: "mu" [N, 6].'));
  assert.equal(Object.keys(manifest.heads).length, heads.length);
});

test('encoder and decoder without a discriminator leave out the heads that need one', async () => {
  const vae = ['--encoder', fixture('pairEncoder'), '--decoder', fixture('pairDecoder')];
  const run = await runCli(['import', ...vae, '--good', good, '--out', path.join(folder, 'pair')]);
  assert.equal(run.code, 0, run.errors);
  const heads = run.lines.at(-1)!['heads'] as string[];
  assert.ok(heads.includes('latentDistance') && !heads.includes('learnedSimilarity'), heads.join());
  assert.match(run.errors, /^Features: none found\.$/m);
});

const refusals: [string, string[], RegExp][] = [
  ['no network', [], /^import: name the network: --onnx FILE, or --encoder FILE and --decoder FILE\.$/],
  ['half a network', ['--encoder', fixture('pairEncoder')], /^import: name the network/],
  [
    'two networks',
    ['--onnx', fixture('vaeGan'), '--decoder', fixture('pairDecoder')],
    /^import: --onnx is all of the network/,
  ],
  [
    'values that go down',
    ['--onnx', fixture('vaeGan'), '--range=1..0'],
    /^import: --range must be LEAST\.\.MOST, such as -1\.\.1, got "1\.\.0"\.$/,
  ],
  [
    'values said twice',
    ['--onnx', fixture('vaeGan'), '--range=0..1', '--mean-std=0.5/0.5'],
    /^import: --range and --mean-std exclude each other\.$/,
  ],
  [
    'values for three channels of one',
    ['--onnx', fixture('vaeGan'), '--mean-std=0.5,0.5,0.5/0.5,0.5,0.5'],
    /are given for 3 channels, its images have 1\.$/,
  ],
  ['an unknown operator', ['--onnx', fixture('unknown')], /The operator Sharpen of the domain/],
  ['a path that leaves the folder', ['--onnx', fixture('leaving')], /the path leaves the model's folder\.$/],
  [
    'a head the network does not allow',
    ['--onnx', fixture('channelsLast'), '--head', 'learnedSimilarity'],
    /channelsLast\.onnx does not give what the head learnedSimilarity needs; it allows .*latentDistance/,
  ],
];
for (const [name, args, message] of refusals) {
  test(`refused in one sentence: ${name}`, async () => {
    const target = path.join(folder, 'refused');
    const told: string[] = [];
    const context = {
      root: new URL('../../../', import.meta.url),
      launch: () => assert.fail('no process is needed here'),
      result: () => assert.fail('there is no result'),
      progress: (sentence: string) => void told.push(sentence),
      stop: new AbortController().signal,
    };
    const command = ['import', ...args, '--good', good, '--out', target];
    const code = await runCommandLine(command, context, () => assert.fail('nothing is printed'));
    assert.equal(code, 2, told.join('\n'));
    assert.match(told.at(-1)!, message);
    assert.ok(!(await readdir(folder)).includes('refused'));
  });
}
