import { join } from 'node:path';
import { createAuditTrail } from '../audit/auditTrail.ts';
import { databaseName } from '../readLog.ts';
import { closeDatabase, inTransaction, openDatabase } from '../store/db.ts';
import { lockHome } from '../store/homeLock.ts';
import { readUserRules, writeUserRules } from '../store/users.ts';
import { theStation } from '../station/record.ts';
import { UsageError } from '../usageError.ts';
import type { Command } from './command.ts';
import { existingHome } from './existingHome.ts';
import { readOptions, someText } from './readOptions.ts';

export const users: Command = {
  help: `users off --home DIR

Switches users off where the last supervisor has forgotten the PIN or password; the station must be closed. Users and
audit trail stay, and the trail says that this was done. Switching on again names a new supervisor. One JSON line: {on}.
  --home DIR  the station's home
`,
  async run(args, { result, progress }) {
    const { values, paths } = readOptions('users', args, {
      values: { home: someText('must name a folder') },
      needed: { home: "the station's home" },
      takesPaths: true,
    });
    if (paths.length !== 1 || paths[0] !== 'off') {
      throw new UsageError(`users: say what to do, which is "off", not ${JSON.stringify(paths.join(' '))}.`);
    }
    const home = existingHome('users', values.home);
    const lock = lockHome(home);
    try {
      const db = openDatabase(join(home, databaseName));
      try {
        const rules = readUserRules(db);
        if (!rules.on) throw new UsageError(`users: they are switched off in ${home} already.`);
        const audit = createAuditTrail(db, Date.now);
        inTransaction(db, () => {
          writeUserRules(db, { ...rules, on: false });
          audit.add({ by: theStation, action: 'usersTurnedOff', why: 'By the command "users off".' });
        });
      } finally {
        closeDatabase(db);
      }
    } finally {
      lock.release();
    }
    result({ on: false });
    progress(
      'Users are switched off: whoever opens this station may do everything until they are switched on again.',
    );
    return 0;
  },
};
