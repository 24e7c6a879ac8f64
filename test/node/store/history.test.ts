import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { test } from 'node:test';
import { countOldRows, rowsNotCounted } from '../../../electron/node/store/countOldRows.ts';
import { closeDatabase, openDatabase } from '../../../electron/node/store/db.ts';
import { packPlaces, unpackPlaces } from '../../../electron/node/store/findings.ts';
import { countVerdicts } from '../../../electron/node/store/inspections.ts';
import { history } from '../../../electron/node/store/migrations/0005-history.ts';
import { migrations } from '../../../electron/node/store/migrations/migrations.ts';
import { keptCounts, recounted } from '../../helpers/countedRows.ts';
import {
  addRandomReview,
  addRandomRow,
  beginMs,
  seededRandom,
  seedRandomLog,
} from '../../helpers/randomLog.ts';
import { addInspection, seedFolder, someFolder } from '../../helpers/storeRows.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

test('counts kept with every commit and review are those of counting the log anew', (t) => {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => closeDatabase(db));
  db.pragma('synchronous = OFF');
  seedRandomLog(db);
  const random = seededRandom(1);
  for (let index = 0; index < 400; index += 1) {
    addRandomRow(db, random, index, index / 3);
    if (random() < 0.4) addRandomReview(db, random, index + 1);
  }
  const kept = keptCounts(db);
  assert.deepEqual(kept, recounted(db));
  assert.ok(Object.keys(kept).length > 30);
  assert.equal(rowsNotCounted(db), 0);
});

test('a row that is not committed is not counted', (t) => {
  const db = openDatabase(join(tempFolder(t), 'station.db'));
  t.after(() => closeDatabase(db));
  seedFolder(db);
  addInspection(db, 'kept');
  assert.throws(() =>
    db.transaction(() => {
      addInspection(db, 'lost');
      throw new Error('no room');
    })(),
  );
  assert.deepEqual(keptCounts(db), recounted(db));
  assert.equal(countVerdicts(db, someFolder.folderId, '2026-01-01T00:00:00.000Z', false).pass, 1);
});

test('rows and reviews from before are counted in pieces, the newest first, with new ones in between', (t) => {
  const file = join(tempFolder(t), 'station.db');
  writeOldLog(file, 40);
  const db = openDatabase(file);
  t.after(() => closeDatabase(db));
  assert.equal(rowsNotCounted(db), 40);
  assert.deepEqual(keptCounts(db), {});
  const random = seededRandom(2);
  addRandomRow(db, random, 100, 50);
  assert.equal(countOldRows(db, 15), 25);
  const counted = db.prepare('SELECT min(sequence) FROM inspectionFacts').pluck().get();
  assert.equal(counted, 26);
  db.exec(`INSERT INTO reviews (resultId, decision, reason, "by", createdAt) VALUES
    ('old1', 'pass', 'dust', 'eva', 't'), ('old39', 'fail', 'dent', 'eva', 't')`);
  addRandomRow(db, random, 101, 51);
  assert.equal(countOldRows(db, 20), 5);
  assert.equal(countOldRows(db, 20), 0);
  assert.equal(countOldRows(db, 20), 0);
  assert.deepEqual(keptCounts(db), recounted(db));
  assert.equal(db.prepare('SELECT count(*) FROM inspectionFacts').pluck().get(), 42);
});

test('a place of a defect is kept in three bytes', () => {
  const places = [
    { x: 0, y: 1, evidence: 1 },
    { x: 0.5, y: 0.25, evidence: 100 },
  ];
  const kept = unpackPlaces(packPlaces(places));
  assert.equal(packPlaces(places).length, 6);
  assert.deepEqual(kept[0], places[0]);
  assert.ok(Math.abs(kept[1]!.x - 0.5) < 1 / 255 && kept[1]!.evidence > 7);
});

/** A log as schema 4 left it, with a review of every third row. */
function writeOldLog(file: string, rows: number): void {
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  for (const { version, sql } of migrations.slice(0, history.version - 1)) {
    db.exec(sql);
    db.pragma(`user_version = ${version}`);
  }
  db.pragma(`application_id = ${0x506c6d62}`);
  db.exec(`
    INSERT INTO watchedFolders VALUES ('folder-1', '/camera', 0, 'events', 'inspect', 0, 1, 't', NULL, NULL);
    INSERT INTO watchedFolders VALUES ('folder-2', '/camera-2', 0, 'events', 'inspect', 0, 1, 't', NULL, NULL);
    INSERT INTO recipes VALUES ('recipe-1', 1, 't', 'engineer', 'production', '{}');
    INSERT INTO recipes VALUES ('recipe-1', 2, 't', 'engineer', 'production', '{}');
    INSERT INTO recipes VALUES ('recipe-2', 1, 't', 'engineer', 'production', '{}');`);
  const row =
    db.prepare(`INSERT INTO inspections (resultId, folderId, file, jobId, product, recipeId, recipeVersion, bundleId,
    calibrationId, verdict, processingState, reason, score, "limit", head, heads, provider, createdAt, simulated, waitMs, decodeMs,
    runMs, totalMs, sizeBytes, pictures) VALUES (@id, 'folder-1', @file, @job, 'bottle', 'recipe-1', @version, 'b', 'c', @verdict,
    @state, @reason, @score, 1, 'mae', '{}', 'cpu', @at, 0, 1, 2, 3, 6, 100, '')`);
  const ledger =
    db.prepare(`INSERT INTO ledger (resultId, folderId, file, state, sizeBytes, modifiedMs, seenAt, changedAt)
    VALUES (?, 'folder-1', 'x', 'judged', 1, 1, 't', 't')`);
  for (let index = 0; index < rows; index += 1) {
    const verdict = index % 7 === 0 ? 'unreadable' : index % 4 === 0 ? 'fail' : 'pass';
    const isRead = verdict !== 'unreadable';
    ledger.run(`old${index}`);
    row.run({
      ...{
        id: `old${index}`,
        file: `${index}.png`,
        job: index % 2 === 0 ? 'J1' : null,
        verdict,
        version: 1 + (index % 2),
      },
      ...{ state: isRead ? 'completed' : 'failed', reason: isRead ? null : 'Empty.' },
      score: isRead ? (verdict === 'fail' ? 1.5 : 0.5) : null,
      at: new Date(beginMs + index * 60_000).toISOString(),
    });
    if (index % 3 === 0) {
      db.exec(`INSERT INTO reviews (resultId, decision, reason, "by", createdAt)
        VALUES ('old${index}', '${index % 2 === 0 ? 'pass' : 'fail'}', 'seen', 'eva', 't')`);
    }
  }
  db.close();
}
