import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratchContrast } from '../../electron/node/scratchContrast.ts';
import type { Preprocessing } from '../../models/manifest.ts';
import { tempFolder } from '../helpers/tempFolder.ts';
import { tinyCamera, tinyCameraFile } from '../helpers/tinyBundle.ts';

test('a scratch fades as the image is made smaller, and a wider one fades less', async (t) => {
  const folder = tempFolder(t);
  await writeFile(join(folder, 'a.png'), await tinyCameraFile(1));
  await writeFile(join(folder, 'b.png'), 'no image');
  const kept = async (scale: number, widthPx: number): Promise<number> => {
    const preprocessing: Preprocessing = {
      region: null,
      otherSizes: 'refuse',
      channels: 1,
      width: tinyCamera.width * scale,
      height: tinyCamera.height * scale,
      kernel: 'lanczos3',
    };
    return (await scratchContrast(folder, ['b.png', 'a.png'], preprocessing, widthPx))!;
  };
  assert.ok((await kept(1, 3)) > 0.95);
  const [half, tenth, wide] = [await kept(0.5, 3), await kept(0.125, 3), await kept(0.125, 9)];
  assert.ok(half > 0.8 && tenth < 0.5 && wide > 1.5 * tenth, `${half} ${tenth} ${wide}`);
  assert.equal(await scratchContrast(folder, ['b.png'], { ...smallest }, 3), null);
});

const smallest: Preprocessing = {
  region: null,
  otherSizes: 'refuse',
  channels: 1,
  width: 64,
  height: 64,
  kernel: 'lanczos3',
};
