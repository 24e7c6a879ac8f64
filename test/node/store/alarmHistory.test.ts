import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { test } from 'node:test';
import { activeAlarms, listAlarmHistory } from '../../../electron/node/store/alarmRows.ts';
import { openDatabase } from '../../../electron/node/store/db.ts';
import { alarmHistory } from '../../../electron/node/store/migrations/0006-alarmHistory.ts';
import { migrations } from '../../../electron/node/store/migrations/migrations.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

test('alarms from before are kept as they were, and none of them was shelved', (t) => {
  const file = join(tempFolder(t), 'station.db');
  const before = new Database(file);
  for (const { version, sql } of migrations.slice(0, alarmHistory.version - 1)) {
    before.exec(sql);
    before.pragma(`user_version = ${version}`);
  }
  before.pragma(`application_id = ${0x506c6d62}`);
  before.exec(`
    INSERT INTO watchedFolders VALUES ('f', '/camera', 0, 'events', 'inspect', 0, 1, 't', NULL, NULL);
    INSERT INTO alarms VALUES ('1', 'sourceGone', 'f', 'unacknowledged', 'Gone.', 't1', 3),
      ('2', 'diskLow', NULL, 'acknowledged', 'Low.', 't2', 1),
      ('3', 'moveFailed', 'f', 'returnedUnacknowledged', 'Stuck.', 't3', 2),
      ('4', 'moveFailed', 'f', 'normal', 'Stuck.', 't4', 2);
  `);
  before.close();

  const db = openDatabase(file);
  t.after(() => db.close());
  assert.deepEqual(
    activeAlarms(db).map((one) => [one.alarmId, one.state, one.causePresent, one.shelving, one.occurrences]),
    [
      ['1', 'unacknowledged', true, null, 3],
      ['2', 'acknowledged', true, null, 1],
      ['3', 'returnedUnacknowledged', false, null, 2],
    ],
  );
  assert.deepEqual(listAlarmHistory(db, { limit: 10 }), []);
  assert.equal(db.prepare('SELECT count(*) FROM alarms').pluck().get(), 4);
  assert.throws(
    () => db.exec(`UPDATE alarms SET state = 'shelved'`),
    /CHECK/,
    'shelved is by whom and until when',
  );
  assert.throws(() => db.exec(`UPDATE alarms SET folderId = 'none'`), /FOREIGN KEY/);
});
