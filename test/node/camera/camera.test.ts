import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, watch, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { demoKinds, type DemoKind } from '../../../models/demo/demoKinds.ts';
import { runCamera, type CameraRun } from '../../../electron/node/camera.ts';
import type { CameraImage } from '../../../electron/node/camera/cameraOptions.ts';
import { decodeImage } from '../../../electron/node/imaging/decode.ts';

let root: string;
let folders = 0;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'camera-'));
});
after(() => rm(root, { recursive: true, force: true }));

function run(changes: Partial<CameraRun> = {}): CameraRun {
  return {
    ...{ out: join(root, `out ${folders++}`), count: 4, ratePerSecond: Infinity, badShare: 0, seed: 1 },
    ...{ write: ['direct'], format: 'png', bits: 8, width: 64, height: 64 },
    ...changes,
  };
}

async function shoot(camera: CameraRun): Promise<CameraImage[]> {
  const images: CameraImage[] = [];
  await runCamera({ ...camera, onImage: (image) => images.push(image) });
  return images;
}

describe('runCamera', () => {
  it('writes the asked number of images, told in order under sorted names, and nothing else', async () => {
    const camera = run({ count: 12, write: ['direct', 'slow', 'rename'] });
    const images = await shoot(camera);
    const names = images.map(({ file }) => basename(file));
    assert.equal(names[0], 'demo_000001.png');
    assert.deepEqual(names, names.toSorted());
    assert.deepEqual((await readdir(camera.out)).toSorted(), names);
    for (const { file } of images) assert.equal((await decodeImage(await readFile(file))).width, 64);
  });

  it('goes on numbering after files in the folder, in sub-folders and unfinished ones', async () => {
    const camera = run({ count: 1 });
    await mkdir(join(camera.out, '2031-05-04', 'pass'), { recursive: true });
    await writeFile(join(camera.out, 'demo_000007.jpg'), '');
    assert.deepEqual(
      (await shoot(camera)).map(({ file }) => basename(file)),
      ['demo_000008.png'],
    );
    await writeFile(join(camera.out, '2031-05-04', 'pass', 'demo_000020.png'), '');
    assert.deepEqual(
      (await shoot(camera)).map(({ file }) => basename(file)),
      ['demo_000021.png'],
    );
    await writeFile(join(camera.out, '.demo_000030.png.part'), '');
    assert.deepEqual(
      (await shoot(camera)).map(({ file }) => basename(file)),
      ['demo_000031.png'],
    );
    await writeFile(join(camera.out, 'other_000099.png'), '');
    assert.deepEqual(
      (await shoot(camera)).map(({ file }) => basename(file)),
      ['demo_000032.png'],
    );
  });

  it('shows the same images for the same seed and others for another', async () => {
    const shots = async (seed: number): Promise<[string[], Buffer[]]> => {
      const images = await shoot(run({ seed, badShare: 0.5 }));
      return [images.map(({ truth }) => truth), await Promise.all(images.map(({ file }) => readFile(file)))];
    };
    const first = await shots(3);
    assert.deepEqual(await shots(3), first);
    assert.notDeepEqual((await shots(4))[1], first[1]);
  });

  it('mixes in the asked share and kinds', async () => {
    const truths = async (badShare: number, kinds?: CameraRun['kinds']): Promise<Set<DemoKind>> => {
      const images = await shoot(run({ count: 60, badShare, format: 'bmp', ...(kinds ? { kinds } : {}) }));
      return new Set(images.map(({ truth }) => truth));
    };
    assert.deepEqual(await truths(0), new Set(['good']));
    assert.deepEqual(await truths(1, ['rotated', 'stained']), new Set(['rotated', 'stained']));
    assert.deepEqual(await truths(0.7), new Set(demoKinds));
  });

  const formats = [
    ['png', 8, 1, 'png'],
    ['png', 16, 3, 'png'],
    ['jpg', 8, 1, 'jpeg'],
    ['jpg', 8, 3, 'jpeg'],
    ['bmp', 8, 1, 'bmp'],
    ['bmp', 8, 3, 'bmp'],
    ['tif', 8, 3, 'tiff'],
    ['tif', 16, 1, 'tiff'],
  ] as const;
  for (const [format, bits, channels, decodedAs] of formats) {
    it(`writes ${format} of ${bits} bits and ${channels} channels`, async () => {
      const [image] = await shoot(run({ format, bits, channels, count: 1, width: 80, height: 64 }));
      const decoded = await decodeImage(await readFile(image!.file));
      assert.equal(decoded.format, decodedAs);
      assert.equal(decoded.channels, channels);
      assert.equal(decoded.maxValue, bits === 16 ? 65535 : 255);
      assert.equal(`${decoded.width}x${decoded.height}`, '80x64');
    });
  }

  it('slow writing shows a file that is not whole yet', async () => {
    const camera = run({ write: ['slow'], count: 1, ratePerSecond: 2 });
    await mkdir(camera.out);
    const codes = new Set<string>();
    let over = false;
    const looking = (async () => {
      while (!over) {
        const bytes = await readFile(join(camera.out, 'demo_000001.png')).catch(() => null);
        if (bytes)
          await decodeImage(bytes).then(
            () => codes.add('whole'),
            (error) => codes.add(error.code),
          );
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    await shoot(camera);
    over = true;
    await looking;
    assert.ok(codes.has('incomplete'), [...codes].join());
  });

  it('renaming shows temporary names first and the image only whole', async () => {
    const camera = run({ write: ['rename'], count: 8 });
    await mkdir(camera.out);
    const stop = new AbortController();
    const names = new Set<string>();
    const watching = (async () => {
      for await (const { filename } of watch(camera.out, { signal: stop.signal }))
        if (filename) names.add(filename);
    })().catch(() => {});
    await shoot(camera);
    await new Promise((resolve) => setTimeout(resolve, 100));
    stop.abort();
    await watching;
    const endings = new Set([...names].map((name) => name.replace(/^.*\d+\./, '')));
    assert.deepEqual([...endings].toSorted(), ['png', 'png.part', 'png.tmp']);
    assert.equal((await readdir(camera.out)).length, 8);
  });

  it('keeps the rate', async () => {
    const beganMs = performance.now();
    await shoot(run({ count: 6, ratePerSecond: 20 }));
    const tookMs = performance.now() - beganMs;
    assert.ok(tookMs >= 240, `${tookMs} ms for 6 images at 20 a second`);
  });

  it('stops on its signal with the image in hand whole', async () => {
    const stop = new AbortController();
    const camera = run({ count: Infinity, write: ['slow'], ratePerSecond: 1, signal: stop.signal });
    setTimeout(() => stop.abort(), 150);
    assert.equal(await runCamera(camera), 1);
    const [name] = await readdir(camera.out);
    assert.equal((await decodeImage(await readFile(join(camera.out, name!)))).height, 64);
  });

  it("fails with the file system's reason when the folder cannot be written", async () => {
    const file = join(root, 'a file');
    await writeFile(file, '');
    await assert.rejects(runCamera(run({ out: file })), { code: 'EEXIST' });
  });
});
