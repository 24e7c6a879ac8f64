import type { FolderId, ResultId } from '../../common/inspection.ts';
import { inUnflushedTransaction, type StationDatabase } from '../store/db.ts';
import { insertLedgerRow } from '../store/ledger.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import type { Arriving } from './stock.ts';

/** Records files as not wanted, so that only another content under their names is an image to inspect. */
export function recordIgnored(
  db: StationDatabase,
  folderId: FolderId,
  ignored: readonly Arriving[],
  wallMs: number,
): void {
  const seenAt = new Date(wallMs).toISOString();
  inUnflushedTransaction(db, () => {
    for (const { file, stamp } of ignored) {
      const { sizeBytes, modifiedMs } = stamp;
      const row = {
        resultId: timeOrderedId<ResultId>(wallMs),
        folderId,
        file,
        state: 'ignored',
        seenAt,
      } as const;
      insertLedgerRow(db, { ...row, sizeBytes, modifiedMs, contentSha256: null, moveTarget: null });
    }
  });
}
