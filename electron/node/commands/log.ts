import { join } from 'node:path';
import * as v from 'valibot';
import { verdicts } from '../../common/verdict.ts';
import { inspectionLine } from '../inspectionLine.ts';
import { databaseName, readLog } from '../readLog.ts';
import type { Command } from './command.ts';
import { existingHome } from './existingHome.ts';
import { oneOf, readOptions, someText } from './readOptions.ts';
import { tellTrail } from './tellTrail.ts';

const timeExpected = 'must be a date or a time such as 2026-05-01 or 2026-05-01T06:00:00+02:00';

/** A point in time as ISO 8601 in UTC. */
const time = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}/, timeExpected),
  v.transform((text) => Date.parse(text)),
  v.finite(timeExpected),
  v.transform((ms) => new Date(ms).toISOString()),
);

export const log: Command = {
  help: `log --home DIR [--since T] [--verdict V]

Prints the station's log, oldest first, also while it runs; the audit trail of the station says so. One JSON line per
inspection: {resultId, file, partId, verdict, reason, score, limit, head, calibrationId, recipe, provider, createdAt,
simulated, ms, reviewLimit, ...}.
  --home DIR   the station's home
  --since T    only rows committed at or after this time, e.g. 2026-05-01 (midnight UTC) or 2026-05-01T06:00:00+02:00
  --verdict V  only ${verdicts.join(', ')}
`,
  async run(args, { result, stop }) {
    const { values } = readOptions('log', args, {
      values: { home: someText('must name a folder'), since: time, verdict: oneOf(verdicts) },
      needed: { home: "the station's home" },
    });
    const home = existingHome('log', values.home);
    const { since = null, verdict = null } = values;
    tellTrail(join(home, databaseName), {
      ...{ action: 'exported', record: 'printed by the command log', new: { since, verdict } },
    });
    for (const inspection of readLog(home, { since: values.since, verdict: values.verdict })) {
      if (stop.aborted) break;
      result(inspectionLine(inspection));
    }
    return 0;
  },
};
