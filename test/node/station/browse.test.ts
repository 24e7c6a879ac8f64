import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { SampleId } from '../../../electron/common/inspection.ts';
import { decodeImage } from '../../../electron/node/imaging/decode.ts';
import { createBrowsing } from '../../../electron/node/station/browse.ts';
import { eva } from '../../helpers/fakeStation.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';
import { tinyCamera, tinyCameraFile } from '../../helpers/tinyBundle.ts';

test('a folder of good images is looked into: sizes, colour, and what cannot be read', async (t) => {
  const [folder, home] = [tempFolder(t), tempFolder(t)];
  const { calls, samples } = createBrowsing({ home, wallClockMs: Date.now });
  mkdirSync(join(folder, 'sub'));
  for (let index = 0; index < 3; index += 1)
    writeFileSync(join(folder, `${index}.png`), await tinyCameraFile(index));
  writeFileSync(join(folder, 'text.png'), 'no image');
  writeFileSync(join(folder, 'notes.txt'), 'left out');
  const look = await calls.lookAtGoodFolder({ path: folder }, eva);
  assert.equal(look.images, 4);
  assert.deepEqual(look.sizes, [{ ...tinyCamera, count: 3 }]);
  assert.equal(look.channels, 1);
  assert.deepEqual(
    look.unreadable.map(({ file }) => file),
    ['text.png'],
  );
  assert.match(look.unreadable[0]?.reason ?? '', /is not an image/);
  const file = samples.file(look.sample!)!;
  assert.equal(file, join(home, 'samples', `${look.sample}.jpg`));
  const { width, height } = await decodeImage(await readFile(file));
  assert.deepEqual({ width, height }, tinyCamera, 'the picture to draw the region on');
  assert.equal(samples.file('../station' as SampleId), null);
  for (let index = 0; index < 8; index += 1) await calls.lookAtGoodFolder({ path: folder }, eva);
  assert.deepEqual([samples.file(look.sample!), existsSync(file)], [null, false], 'only the latest are kept');
  const call = async (path: string) => calls.lookAtGoodFolder({ path }, eva);
  await assert.rejects(call(join(folder, 'none')), /cannot be read: there is no such folder/);
  await assert.rejects(call(join(folder, 'notes.txt')), /cannot be read: it is a file/);
  await assert.rejects(call('relative'), /is no whole path/);
});
