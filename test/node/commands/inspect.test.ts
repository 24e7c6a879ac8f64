import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { writeBundle } from '../../../models/writeBundle.ts';
import { runCli } from '../../helpers/runCli.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';
import { tinyBundle, tinyCameraFile } from '../../helpers/tinyBundle.ts';

test('inspect: one line an image, folders sorted and recursive, unreadable ones with a reason', async (context) => {
  const folder = tempFolder(context);
  const content = await tinyBundle();
  const { head, limit } = content.manifest.calibration;
  await writeBundle(join(folder, 'bundle'), content);
  mkdirSync(join(folder, 'images', 'b'), { recursive: true });
  const put = (name: string, bytes: Uint8Array | string) =>
    writeFileSync(join(folder, 'images', name), bytes);
  put('c good "quoted" \u{1F600}.png', await tinyCameraFile(1));
  put('a.PNG', await tinyCameraFile(2));
  put(join('b', 'rotated.png'), await tinyCameraFile(900, 'rotated'));
  put('half.png', (await tinyCameraFile(3)).subarray(0, 500));
  put('text.png', 'this is text');
  put('notes.txt', 'not an image name');
  if (process.platform !== 'win32') symlinkSync(join(folder, 'bundle'), join(folder, 'images', 'link'));

  const { code, lines, errors } = await runCli(['inspect', '--bundle', 'bundle', 'images'], folder);
  assert.equal(code, 0, errors);
  assert.deepEqual(
    lines.map(({ file, verdict }) => [relative('images', String(file)), verdict]),
    [
      ['a.PNG', 'pass'],
      [join('b', 'rotated.png'), 'fail'],
      ['c good "quoted" \u{1F600}.png', 'pass'],
      ['half.png', 'unreadable'],
      ['text.png', 'unreadable'],
    ],
  );
  const [first, , , half] = lines;
  assert.deepEqual(Object.keys(first ?? {}), [
    'file',
    'verdict',
    'score',
    'limit',
    'head',
    'heads',
    'ms',
    'reviewLimit',
  ]);
  assert.deepEqual(Object.keys(first?.ms ?? {}), ['decode', 'run', 'total']);
  assert.deepEqual([first?.head, first?.limit], [head, limit]);
  assert.equal((first?.heads as Record<string, number>)[head], first?.score);
  assert.match(String(half?.reason), /^The PNG .*\.$/);
  assert.equal(half?.score, null);

  const again = await runCli(['inspect', '--bundle', 'bundle', 'images/a.PNG', 'images/a.PNG'], folder);
  assert.equal(again.lines.length, 1, 'each file once');
  assert.equal(again.lines[0]?.score, first?.score, 'the same score every time');
});
