import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../../../electron/node/store/db.ts';
import { keeping } from '../../../electron/node/store/migrations/0011-keeping.ts';
import { migrations } from '../../../electron/node/store/migrations/migrations.ts';
import { defaultSettings, readSettings } from '../../../electron/node/store/settings.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

for (const days of [null, 90]) {
  test(`pictures kept for ${days ?? 'no set number of'} days before are kept as long, whatever their verdict`, (t) => {
    const file = join(tempFolder(t), 'station.db');
    const before = new Database(file);
    for (const { version, sql } of migrations.slice(0, keeping.version - 1)) {
      before.exec(sql);
      before.pragma(`user_version = ${version}`);
    }
    before.pragma(`application_id = ${0x506c6d62}`);
    if (days !== null) before.exec(`INSERT INTO settings VALUES ('keepPicturesDays', '${days}')`);
    before.close();
    const db = openDatabase(file);
    t.after(() => db.close());
    const rule = { days: days ?? 30, inspections: null, gigabytes: null };
    assert.deepEqual(readSettings(db), {
      ...defaultSettings,
      keepPictures: { pass: rule, fail: rule, review: rule, unreadable: rule, reviewed: false },
    });
  });
}
