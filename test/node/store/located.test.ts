import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ResultId } from '../../../electron/common/inspection.ts';
import type { LocatedPart } from '../../../electron/common/notFound.ts';
import { openDatabase } from '../../../electron/node/store/db.ts';
import { findInspection } from '../../../electron/node/store/inspections.ts';
import { located } from '../../../electron/node/store/migrations/0003-located.ts';
import { migrations } from '../../../electron/node/store/migrations/migrations.ts';
import { addInspection, seedFolder } from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

const place: LocatedPart = {
  dx: 3.5,
  dy: -2,
  angleDegrees: 0,
  movedPx: 4.03,
  match: 0.9,
  leastMatch: 0.6,
  movedLimitPx: 7,
};

test('rows from before the part was located keep what they said', (t) => {
  const file = join(tempFolder(t), 'station.db');
  const before = new Database(file);
  for (const { version, sql } of migrations.slice(0, located.version - 1)) {
    before.exec(sql);
    before.pragma(`user_version = ${version}`);
  }
  before.pragma(`application_id = ${0x506c6d62}`);
  before.exec(`
    INSERT INTO watchedFolders VALUES ('f', '/camera', 0, 'events', 'inspect', 0, 1, 't', NULL, NULL);
    INSERT INTO recipes VALUES ('r', 1, 't', 'engineer', 'production', '{}');
    INSERT INTO ledger (resultId, folderId, file, state, sizeBytes, modifiedMs, seenAt, changedAt)
      VALUES ('one', 'f', '1.png', 'unreadable', 1, 1, 't', 't');
    INSERT INTO inspections (resultId, folderId, file, product, recipeId, recipeVersion, bundleId, calibrationId, verdict,
      processingState, reason, "limit", head, heads, provider, createdAt, simulated, waitMs, decodeMs, runMs, totalMs,
      sizeBytes, pictures)
      VALUES ('one', 'f', '1.png', 'bottle', 'r', 1, 'b', 'c', 'unreadable', 'failed', 'It is no image.', 1, 'mae', '{}',
        'cpu', 't', 0, 1, 2, 3, 6, 100, '');
  `);
  before.close();

  const db = openDatabase(file);
  t.after(() => db.close());
  const row = findInspection(db, 'one' as ResultId);
  assert.deepEqual([row?.reason, row?.located, row?.verdict], ['It is no image.', null, 'unreadable']);
});

test('where a part was found is kept, and a part not found failed for that reason', (t) => {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => db.close());
  seedFolder(db);
  const found = addInspection(db, 'found', { located: place });
  assert.deepEqual(findInspection(db, 'found' as ResultId), found);
  const reason =
    'The part was not found near its place: the best place matches the good parts by 0.41, at least 0.60 is needed.';
  const lost = addInspection(db, 'lost', { verdict: 'fail', reason, located: { ...place, match: 0.41 } });
  assert.deepEqual(findInspection(db, 'lost' as ResultId), lost);
  assert.throws(() => db.exec(`UPDATE inspections SET located = NULL`), /never changed/);
  assert.throws(
    () =>
      addInspection(db, 'none', {
        verdict: 'unreadable',
        processingState: 'failed',
        reason: 'x',
        score: null,
        located: place,
      }),
    /CHECK/,
  );
});
