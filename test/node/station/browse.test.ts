import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { browseCalls } from '../../../electron/node/station/browse.ts';
import { eva } from '../../helpers/fakeStation.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';
import { tinyCamera, tinyCameraFile } from '../../helpers/tinyBundle.ts';

test('a folder of good images is looked into: sizes, colour, and what cannot be read', async (t) => {
  const folder = tempFolder(t);
  mkdirSync(join(folder, 'sub'));
  for (let index = 0; index < 3; index += 1)
    writeFileSync(join(folder, `${index}.png`), await tinyCameraFile(index));
  writeFileSync(join(folder, 'text.png'), 'no image');
  writeFileSync(join(folder, 'notes.txt'), 'left out');
  const look = await browseCalls.lookAtGoodFolder({ path: folder }, eva);
  assert.equal(look.images, 4);
  assert.deepEqual(look.sizes, [{ ...tinyCamera, count: 3 }]);
  assert.equal(look.channels, 1);
  assert.deepEqual(
    look.unreadable.map(({ file }) => file),
    ['text.png'],
  );
  assert.match(look.unreadable[0]?.reason ?? '', /is not an image/);
  const call = async (path: string) => browseCalls.lookAtGoodFolder({ path }, eva);
  await assert.rejects(call(join(folder, 'none')), /cannot be read: there is no such folder/);
  await assert.rejects(call(join(folder, 'notes.txt')), /cannot be read: it is a file/);
  await assert.rejects(call('relative'), /is no whole path/);
});
