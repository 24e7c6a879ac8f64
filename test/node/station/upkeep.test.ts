import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import type { ResultId } from '../../../electron/common/inspection.ts';
import { createAuditTrail } from '../../../electron/node/audit/auditTrail.ts';
import { listAudit } from '../../../electron/node/store/audit.ts';
import { createAlarms } from '../../../electron/node/alarms.ts';
import { picturePath } from '../../../electron/node/picturePath.ts';
import { picturePlan } from '../../../electron/node/review/picturePlan.ts';
import { archiveReviewed } from '../../../electron/node/station/archiveReviewed.ts';
import { checkFolder } from '../../../electron/node/station/checkFolder.ts';
import { installBundle } from '../../../electron/node/station/installBundle.ts';
import { createRecord } from '../../../electron/node/station/record.ts';
import { createUpkeep } from '../../../electron/node/station/upkeep.ts';
import { openDatabase } from '../../../electron/node/store/db.ts';
import { listEvents } from '../../../electron/node/store/events.ts';
import { findInspection } from '../../../electron/node/store/inspections.ts';
import { defaultSettings } from '../../../electron/node/store/settings.ts';
import { timeOrderedId } from '../../../electron/node/timeOrderedId.ts';
import { writeBundle } from '../../../models/writeBundle.ts';
import { fakeTimers } from '../../helpers/fakeTimers.ts';
import { addInspection, newInspection, seedFolder, someRecipe } from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';
import { tinyBundle, tinyCameraFile } from '../../helpers/tinyBundle.ts';

const dayMs = 86_400_000;

test('pictures older than the settings say are deleted with what their rows say of them; rows and newer ones stay', async (t) => {
  const home = tempFolder(t);
  const db = openDatabase(join(home, 'station.db'));
  t.after(() => db.close());
  seedFolder(db);
  const nowMs = Date.UTC(2027, 5, 20, 12);
  const idOf = (daysAgo: number) => timeOrderedId<ResultId>(nowMs - daysAgo * dayMs);
  // Made oldest first: an id is never smaller than the one before.
  const [old, kept] = [idOf(31), idOf(29)];
  for (const resultId of [old, kept]) {
    addInspection(db, resultId);
    const picture = picturePath(home, resultId, 'map')!;
    mkdirSync(dirname(picture), { recursive: true });
    writeFileSync(picture, 'x');
  }
  const settings = () => ({ ...defaultSettings, diskLowMegabytes: 1e9 });
  const wallClockMs = () => nowMs;
  const record = createRecord(db, wallClockMs);
  const audit = createAuditTrail(db, wallClockMs);
  const alarms = createAlarms({ db, wallClockMs, onChange: () => {}, onStep: () => {} });
  const timers = fakeTimers();
  const parts = {
    home,
    db,
    alarms,
    record,
    audit,
    timers,
    wallClockMs,
    settings,
    onChange: () => {},
    lanes: null as never,
  };
  const upkeep = createUpkeep(parts, (rules) => picturePlan(db, home, rules, nowMs));
  await upkeep.deletePictures();
  assert.equal(existsSync(picturePath(home, old, 'map')!), false);
  assert.equal(existsSync(picturePath(home, kept, 'map')!), true);
  assert.deepEqual(findInspection(db, old)?.pictures, []);
  assert.deepEqual(findInspection(db, kept)?.pictures, ['thumbnail', 'map']);
  assert.match(listEvents(db, 1)[0]?.message ?? '', /were deleted, 0\.000 GB: 1 pass; their rows stay/);
  assert.equal(listAudit(db, { limit: 1 })[0]?.action, 'picturesDeleted');
  upkeep.tick();
  await upkeep.close();
  assert.match(alarms.list()[0]?.message ?? '', /^Only \d+ MB are free on the disk/);
});

test('a reviewed image is archived losslessly from the camera’s file, and not from another', async (t) => {
  const home = tempFolder(t);
  const folder = join(home, 'camera');
  mkdirSync(folder);
  await writeBundle(join(home, 'taught'), await tinyBundle());
  const { name, manifest } = await installBundle(home, join(home, 'taught'));
  assert.equal((await installBundle(home, join(home, 'taught'))).name, name, 'installed once');
  const bytes = await tinyCameraFile(3);
  writeFileSync(join(folder, 'a.png'), bytes);
  const contentSha256 = createHash('sha256').update(bytes).digest('hex');
  const inspection = { ...newInspection('a', { contentSha256 }), sequence: 1 };
  const recipe = { ...someRecipe, settings: { ...someRecipe.settings, bundle: name } };
  const picture = join(home, 'pictures', 'a.archive.png');
  await archiveReviewed(home, folder, inspection, recipe, picture);
  const region = manifest.preprocessing.region!;
  const { width, height } = await sharp(readFileSync(picture)).metadata();
  assert.deepEqual([width, height], [region.width, region.height]);
  writeFileSync(join(folder, 'a.png'), await tinyCameraFile(4));
  await assert.rejects(
    archiveReviewed(home, folder, inspection, recipe, picture),
    /is not the image that was inspected any more/,
  );
});

test('two folders side by side may be watched, and sub-folders of one that is not searched', (t) => {
  const root = tempFolder(t);
  for (const name of ['home', 'camera/left', 'camera/right'])
    mkdirSync(join(root, name), { recursive: true });
  const check = (path: string, watched: string[], recursive = false) =>
    checkFolder(
      { path, recursive },
      join(root, 'home'),
      watched.map((one) => ({ path: one, recursive: false })),
    );
  const [left, right] = [join(root, 'camera', 'left'), join(root, 'camera', 'right')];
  assert.equal(check(left, [right]), left);
  assert.equal(check(left, [join(root, 'camera')]), left);
  assert.throws(() => check(join(root, 'camera'), [left], true), /inspected twice/);
});
