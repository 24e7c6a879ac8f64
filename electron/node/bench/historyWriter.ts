import type { ResultId } from '../../common/inspection.ts';
import { inTransaction, openDatabase } from '../store/db.ts';
import { insertInspection } from '../store/inspections.ts';
import { insertLedgerRow } from '../store/ledger.ts';
import { readNewestInspection } from './newestInspection.ts';
import { timeOrderedId } from '../timeOrderedId.ts';

const [file = '', rowsASecond = '20'] = process.argv.slice(2);
const db = openDatabase(file);
const like = readNewestInspection(db);
const commitMs: number[] = [];

const committing = setInterval(
  () => {
    const now = Date.now();
    const begunMs = performance.now();
    inTransaction(db, () => {
      const resultId = timeOrderedId<ResultId>(now);
      const createdAt = new Date(now).toISOString();
      insertLedgerRow(db, {
        ...{
          resultId,
          folderId: like.folderId,
          file: like.file,
          state: 'judged',
          sizeBytes: 1,
          modifiedMs: now,
        },
        ...{ contentSha256: null, moveTarget: null, seenAt: createdAt },
      });
      insertInspection(db, { ...like, resultId, createdAt });
    });
    commitMs.push(performance.now() - begunMs);
  },
  1000 / Number(rowsASecond),
);

process.send?.('ready');
process.on('disconnect', () => process.exit());
process.on('message', () => {
  clearInterval(committing);
  db.close();
  process.send?.({ commitMs }, () => process.disconnect());
});
