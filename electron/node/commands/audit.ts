import { join } from 'node:path';
import * as v from 'valibot';
import { verifyChain, type Witness } from '../audit/verifyChain.ts';
import { witnessesOfReport, witnessOfBackup } from '../audit/witnesses.ts';
import { databaseName } from '../readLog.ts';
import { auditEntries, hasAudit } from '../store/audit.ts';
import { openDatabaseReadOnly } from '../store/db.ts';
import { UsageError } from '../usageError.ts';
import type { Command } from './command.ts';
import { existingHome } from './existingHome.ts';
import { readOptions, someText } from './readOptions.ts';

const hash = v.pipe(v.string(), v.toLowerCase(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'));

export const audit: Command = {
  help: `audit verify --home DIR [--head HASH] [--report FILE] [--backup FILE]

Follows the audit trail of a station from its first entry, also while it runs: what was changed, removed or inserted
breaks its chain of hashes. That its end was cut off, or all of it computed anew, shows against a head kept elsewhere.
One JSON line: {entry, hash, broken}; entry and hash are the newest entry that is good, broken is null or the sentence
where the chain breaks. Ends with code 1 when it is broken.
  --home DIR     the station's home
  --head HASH    the hash of an entry that was noted down
  --report FILE  a report, which carries the head of its time
  --backup FILE  a backup of the station, which carries the trail of its time
`,
  async run(args, { result, progress }) {
    const { values, paths } = readOptions('audit', args, {
      values: {
        home: someText('must name a folder'),
        head: hash,
        report: someText('must name a file'),
        backup: someText('must name a file'),
      },
      needed: { home: "the station's home" },
      takesPaths: true,
    });
    if (paths.length !== 1 || paths[0] !== 'verify') {
      throw new UsageError(
        `audit: say what to do, which is "verify", not ${JSON.stringify(paths.join(' '))}.`,
      );
    }
    const witnesses: Witness[] = [
      ...(values.head === undefined ? [] : [{ entry: null, hash: values.head, where: '--head' }]),
      ...(values.report === undefined ? [] : witnessesOfReport(values.report)),
      ...(values.backup === undefined ? [] : [witnessOfBackup(values.backup)]),
    ];
    const file = join(existingHome('audit', values.home), databaseName);
    const db = openDatabaseReadOnly(file);
    try {
      if (!hasAudit(db)) {
        throw new UsageError(`audit: ${file} was written by a version without an audit trail.`);
      }
      const { head, broken } = verifyChain(auditEntries(db), witnesses);
      result({ ...head, broken });
      progress(broken ?? goodSentence(head.entry, witnesses));
      return broken === null ? 0 : 1;
    } finally {
      db.close();
    }
  },
};

function goodSentence(entries: number, witnesses: readonly Witness[]): string {
  const against = witnesses.map(({ where }) => where).join(', ');
  const agrees = against === '' ? '' : ` and agrees with ${against}`;
  return `The audit trail is whole: ${entries} entries, each following the one before${agrees}.`;
}
