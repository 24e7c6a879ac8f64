import { join } from 'node:path';
import { databaseName } from '../readLog.ts';
import { backUp } from '../store/backUp.ts';
import { isOlderSchema, openDatabaseReadOnly } from '../store/db.ts';
import { readBackUp } from '../store/readBackUp.ts';
import type { Command } from './command.ts';
import { existingHome } from './existingHome.ts';
import { readOptions, someText } from './readOptions.ts';
import { tellTrail } from './tellTrail.ts';

export const backup: Command = {
  help: `backup --home DIR --out FILE

Copies the station's database into one file, also while the station runs, and reads the copy to prove that it is whole.
Never overwrites a file. The audit trail of the station says that it was done. One JSON line: {path, sizeBytes,
inspections, entry, hash}; entry and hash are the head of the audit trail in it.
  --home DIR  the station's home
  --out FILE  the copy
`,
  async run(args, { result, progress }) {
    const { values } = readOptions('backup', args, {
      values: { home: someText('must name a folder'), out: someText('must name a file') },
      needed: { home: "the station's home", out: 'the file to write' },
    });
    const file = join(existingHome('backup', values.home), databaseName);
    const db = openDatabaseReadOnly(file);
    try {
      const isOlder = isOlderSchema(db);
      const { path, sizeBytes } = await backUp(db, values.out ?? '');
      if (isOlder) {
        result({ path, sizeBytes });
        progress(
          'An older version wrote this database: the copy was not read, and its audit trail does not tell of it.',
        );
        return 0;
      }
      const { inspections, head } = readBackUp(path);
      tellTrail(file, { action: 'backedUp', record: path, new: { path, sizeBytes, head } });
      result({ path, sizeBytes, inspections, ...head });
    } finally {
      db.close();
    }
    return 0;
  },
};
