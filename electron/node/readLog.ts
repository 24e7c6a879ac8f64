import path from 'node:path';
import type { Inspection } from '../common/inspection.ts';
import type { Verdict } from '../common/verdict.ts';
import { openDatabaseReadOnly, requireNewestSchema } from './store/db.ts';
import { firstSequenceSince, inspectionsAfter } from './store/inspections.ts';

const pageRows = 500;

/**
 * The log of a home, oldest first, also while its station runs: what is committed when a page is read is in it. `since`
 * is ISO 8601 in UTC. Throws StoreError, a sentence, when there is no usable database.
 */
export function* readLog(
  home: string,
  {
    since = '',
    verdict = null,
  }: { since?: string | null | undefined; verdict?: Verdict | null | undefined } = {},
): Generator<Inspection> {
  const db = openDatabaseReadOnly(path.join(home, databaseName));
  try {
    requireNewestSchema(db);
    const first = firstSequenceSince(db, since ?? '');
    if (first === undefined) return;
    let sequence = first - 1;
    for (;;) {
      const page = inspectionsAfter(db, { sequence, since: since ?? '', verdict, limit: pageRows });
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < pageRows) return;
      sequence = last.sequence;
    }
  } finally {
    db.close();
  }
}

export const databaseName = 'station.db';
