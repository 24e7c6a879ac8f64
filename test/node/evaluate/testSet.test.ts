import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { mvtecTestSet, testFolders } from '../../../electron/node/evaluate/testSet.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

function put(root: string, ...files: string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
}

test('an MVTec folder: kinds by folder, masks by their image', async (context) => {
  const root = tempFolder(context);
  put(root, 'test/good/0.png', 'test/crack/0.png', 'test/crack/1.jpg', 'test/hole/0.png', 'test/notes.txt');
  put(root, 'ground_truth/crack/0_mask.png', 'ground_truth/hole/9_mask.png');
  const { images, strayMasks } = await mvtecTestSet(root);
  assert.deepEqual(
    images.map(({ file, kind, mask }) => [file, kind, mask]),
    [
      ['test/good/0.png', 'good', null],
      ['test/crack/0.png', 'crack', join(root, 'ground_truth', 'crack', '0_mask.png')],
      ['test/crack/1.jpg', 'crack', null],
      ['test/hole/0.png', 'hole', null],
    ],
  );
  assert.deepEqual(strayMasks, ['hole/9_mask.png']);
});

test('good and bad folders: loose bad images are of kind bad, a mask may have the name of its image', async (context) => {
  const root = tempFolder(context);
  put(root, 'g/deep/a.png', 'b/1.png', 'b/dent/old/2.png', 'm/1.bmp', 'm/dent/old/2_mask.png');
  const set = await testFolders({ good: join(root, 'g'), bad: join(root, 'b'), masks: join(root, 'm') });
  assert.deepEqual(
    set.images.map(({ kind, mask }) => [kind, mask]),
    [
      ['good', null],
      ['bad', join(root, 'm', '1.bmp')],
      ['dent', join(root, 'm', 'dent', 'old', '2_mask.png')],
    ],
  );
  assert.deepEqual(set.strayMasks, []);
});

test('folders that are none, empty or one in the other are refused', async (context) => {
  const root = tempFolder(context);
  put(root, 'g/a.png', 'g/bad/1.png', 'empty/readme.txt');
  const refused = (good: string, bad: string, because: RegExp, masks: string | null = null) =>
    assert.rejects(testFolders({ good: join(root, good), bad: join(root, bad), masks }), because);
  await refused('g', 'g/bad', /lie one in the other/);
  await refused('nothing', 'g', /there is no folder .*nothing of good images/);
  await refused('g', 'empty', /1 good and 0 bad|2 good and 0 bad/);
  await refused('g', 'nothing', /of bad images/);
  await assert.rejects(mvtecTestSet(root), /of test images/);
});
