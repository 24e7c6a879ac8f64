import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { differenceFullScale, drawnKinds, type DrawnKind } from '../../../electron/common/drawn.ts';
import type { Inspection } from '../../../electron/common/inspection.ts';
import type { WatchedFolder } from '../../../electron/common/contract.ts';
import { localUser } from '../../../electron/node/localUser.ts';
import { stationBench, type StationBench } from '../../helpers/stationBench.ts';
import { tinyCameraFile, tinyPreprocessing } from '../../helpers/tinyBundle.ts';

let bench: StationBench;
let folder: WatchedFolder;
let row: Inspection;
before(async () => {
  bench = await stationBench();
  folder = await bench.watch('camera', { recipe: { archiveOneInPasses: 1 } });
  writeFileSync(join(folder.path, 'a.png'), await tinyCameraFile(7));
  row = (await bench.rowsUntil(1))[0]!;
});
after(() => bench.close());

const draw = async (resultId: Inspection['resultId'], kinds: readonly DrawnKind[] = drawnKinds) =>
  bench.station.handlers.drawInspection({ resultId, kinds: [...kinds] }, localUser);
async function pixels(kind: DrawnKind, resultId = row.resultId) {
  const file = bench.station.drawnPictureFile(resultId, kind);
  assert.ok(file !== null && existsSync(file), kind);
  const { data, info } = await sharp(file).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

test('the region is drawn in camera pixels, the reconstruction and its difference as the network has them', async () => {
  assert.deepEqual(await draw(row.resultId), { drawn: drawnKinds, reason: null });
  const { region, width, height } = tinyPreprocessing;
  const camera = await sharp(join(folder.path, 'a.png'))
    .extract({ left: region!.x, top: region!.y, width: region!.width, height: region!.height })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const drawn = await pixels('region');
  assert.deepEqual([drawn.width, drawn.height, drawn.channels], [region!.width, region!.height, 1]);
  assert.deepEqual(drawn.data, camera, 'lossless');
  const [input, reconstruction, difference] = [
    await sharp(camera, { raw: { width: region!.width, height: region!.height, channels: 1 } })
      .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
      .toColourspace('b-w')
      .raw()
      .toBuffer(),
    await pixels('reconstruction'),
    await pixels('difference'),
  ];
  assert.deepEqual([reconstruction.width, reconstruction.height], [width, height]);
  const sharpness = (data: Buffer) =>
    data.reduce((sum, value, at) => sum + (at === 0 ? 0 : Math.abs(value - data[at - 1]!)), 0);
  assert.ok(sharpness(reconstruction.data) < sharpness(input) / 2, 'this network reconstructs by blurring');
  for (let at = 0; at < input.length; at += 97) {
    const apart = Math.abs(input[at]! - reconstruction.data[at]!) / differenceFullScale;
    assert.ok(Math.abs(Math.min(255, apart) - difference.data[at]!) <= 4, `pixel ${at}`);
  }
});

test('nothing of it is logged or kept with the pictures of the inspection', async () => {
  assert.equal((await bench.rows()).length, 1);
  assert.deepEqual((await bench.rows())[0], row);
  assert.equal(bench.station.drawnPictureFile('../station.db' as never, 'region'), null);
});

test('without the file of the camera the kept region is drawn from, and only that', async () => {
  writeFileSync(join(folder.path, 'b.png'), await tinyCameraFile(8));
  const second = (await bench.rowsUntil(2))[1]!;
  rmSync(join(folder.path, 'b.png'));
  assert.deepEqual(await draw(second.resultId), { drawn: drawnKinds, reason: null });
  assert.equal((await pixels('region', second.resultId)).width, tinyPreprocessing.region!.width);
  // Another image lies there now under the same name.
  writeFileSync(join(folder.path, 'c.png'), await tinyCameraFile(9));
  const third = (await bench.rowsUntil(3))[2]!;
  await bench.station.handlers.stopInspecting({ folderId: folder.folderId }, localUser);
  const stopped = await draw(third.resultId);
  assert.deepEqual([stopped.drawn, /Nothing judges/.test(stopped.reason ?? '')], [[], true]);
  writeFileSync(join(folder.path, 'c.png'), await tinyCameraFile(10));
  await bench.station.handlers.startInspecting({ folderId: folder.folderId }, localUser);
  await bench.until('ready', async () => (await bench.lane(folder)).inference.phase === 'ready');
  const replaced = await draw(third.resultId);
  assert.deepEqual(replaced.drawn, []);
  assert.match(replaced.reason ?? '', /is not the image that was inspected any more/);
});

test('what is no image has a sentence, and what is no inspection is refused', async () => {
  writeFileSync(join(folder.path, 'text.png'), 'no image');
  const unread = await bench.until('unreadable', async () =>
    (await bench.rows()).find(({ verdict }) => verdict === 'unreadable'),
  );
  assert.deepEqual(await draw(unread.resultId), {
    drawn: [],
    reason: 'The file could not be read as an image.',
  });
  await assert.rejects(draw('none' as never), { code: 'notFound' });
});

test('a restart leaves nothing drawn behind, and draws it again', async () => {
  await draw(row.resultId, ['reconstruction']);
  await bench.restart(() => assert.equal(existsSync(join(bench.home, 'drawn')), false));
  await bench.until('ready', async () => (await bench.lane(folder)).inference.phase === 'ready');
  assert.deepEqual(await draw(row.resultId, ['difference']), { drawn: ['difference'], reason: null });
});
