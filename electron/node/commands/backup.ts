import { join } from 'node:path';
import { databaseName } from '../readLog.ts';
import { backUp } from '../store/backUp.ts';
import { openDatabaseReadOnly } from '../store/db.ts';
import type { Command } from './command.ts';
import { existingHome } from './existingHome.ts';
import { readOptions, someText } from './readOptions.ts';

export const backup: Command = {
  help: `backup --home DIR --out FILE

Copies the station's database into one file, also while the station runs. Never overwrites a file. One JSON line:
{path, sizeBytes}.
  --home DIR  the station's home
  --out FILE  the copy
`,
  async run(args, { result }) {
    const { values } = readOptions('backup', args, {
      values: { home: someText('must name a folder'), out: someText('must name a file') },
      needed: { home: "the station's home", out: 'the file to write' },
    });
    const db = openDatabaseReadOnly(join(existingHome('backup', values.home), databaseName));
    try {
      result(await backUp(db, values.out ?? ''));
    } finally {
      db.close();
    }
    return 0;
  },
};
