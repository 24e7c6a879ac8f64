import { join, resolve } from 'node:path';
import { databaseName } from '../readLog.ts';
import { lockHome } from '../store/homeLock.ts';
import { restoreBackUp } from '../store/restore.ts';
import type { Command } from './command.ts';
import { existingHome } from './existingHome.ts';
import { readOptions, someText } from './readOptions.ts';
import { commandUser } from './tellTrail.ts';

export const restore: Command = {
  help: `restore --home DIR --backup FILE

Puts a backup in the place of a station's database; the station must be closed. All of the backup is read first. The
database of now is kept beside it, and restoring that one undoes this. The audit trail goes on from the backup's, with
an entry that names what was replaced. Images in the watched folder that the backup does not know are inspected again.
One JSON line: {database, keptAs, inspections, entry, hash}; entry and hash are the head of the backup's audit trail.
  --home DIR     the station's home
  --backup FILE  the backup
`,
  run(args, { result, progress }) {
    const { values } = readOptions('restore', args, {
      values: { home: someText('must name a folder'), backup: someText('must name a file') },
      needed: { home: "the station's home", backup: 'the backup to restore' },
    });
    const home = existingHome('restore', values.home);
    const lock = lockHome(home);
    try {
      const { backUp, keptAs } = restoreBackUp(home, resolve(values.backup ?? ''), commandUser(), Date.now);
      const { inspections, head } = backUp;
      result({ database: join(home, databaseName), keptAs, inspections, ...head });
      progress(
        `The log is that of the backup again. To undo it: restore --home ${home} --backup "${keptAs}"`,
      );
    } finally {
      lock.release();
    }
    return Promise.resolve(0);
  },
};
