import type { FolderId, ResultId } from '../../common/inspection.ts';
import { inTransaction, type StationDatabase } from '../store/db.ts';
import { findInspection, setMovedTo } from '../store/inspections.ts';
import { changeLedgerRow, imagesMoving, type LedgerRow } from '../store/ledger.ts';
import { isStoreTrouble } from '../store/storeError.ts';
import type { Timers } from '../timers.ts';
import { moveFile, type MoveOutcome } from './moveFile.ts';

export interface MoverOptions {
  readonly db: StationDatabase;
  readonly folder: { readonly folderId: FolderId; readonly path: string };
  readonly timers: Timers;
  readonly wallClockMs: () => number;
  /** The file left its name. */
  readonly onMoved: (file: string) => void;
  /** Sentence why files cannot be moved at present; null when they can again. */
  readonly onTrouble: (reason: string | null) => void;
}

/** Moves judged files one after the other, as the ledger says, and tries again what failed. */
export interface Mover {
  /** There are rows in state `moving`; also called at the start, for those of an earlier run. */
  wake(): void;
  /** Finishes the move in hand. */
  close(): Promise<void>;
}

const retryMs = 30_000;
const givesUpAfter = 3;

export function createMover({ db, folder, timers, wallClockMs, onMoved, onTrouble }: MoverOptions): Mover {
  let working: Promise<void> | null = null;
  let again = false;
  let closed = false;
  let cancelRetry = (): void => {};

  async function work(): Promise<void> {
    do {
      again = false;
      let trouble: string | null = null;
      let failures = 0;
      for (const row of imagesMoving(db, folder.folderId)) {
        if (closed) return;
        try {
          await moveOne(row);
        } catch (error) {
          trouble = `${row.file} cannot be moved: ${(error as Error).message}.`;
          // One file may be held by another program; what stops several mostly stops all.
          failures += 1;
          if (failures >= givesUpAfter) break;
        }
      }
      onTrouble(trouble);
      cancelRetry();
      if (trouble !== null && !closed) {
        cancelRetry = timers.after(retryMs, wake);
        return;
      }
    } while (again);
  }

  async function moveOne(row: LedgerRow): Promise<void> {
    if (row.moveTarget === null) throw new Error(`no target is recorded for it`);
    const outcome = await moveFile({ ...row, folder: folder.path, target: row.moveTarget }, (moveTargetNow) =>
      changeLedgerRow(db, row.resultId, { state: 'moving', moveTarget: moveTargetNow }, isoNow()),
    );
    if (outcome.kind === 'moved') onMoved(row.file);
    record(row.resultId, outcome);
  }

  function record(resultId: ResultId, outcome: MoveOutcome): void {
    inTransaction(db, () => {
      if (outcome.kind === 'moved') {
        changeLedgerRow(db, resultId, { state: 'moved', moveTarget: outcome.target }, isoNow());
        setMovedTo(db, resultId, outcome.target);
        return;
      }
      const verdict = findInspection(db, resultId)?.verdict;
      const state = verdict === 'unreadable' ? 'unreadable' : 'judged';
      changeLedgerRow(db, resultId, { state, moveTarget: null }, isoNow());
    });
  }

  function isoNow(): string {
    return new Date(wallClockMs()).toISOString();
  }

  function wake(): void {
    if (closed) return;
    again = true;
    working ??= work()
      .catch((error: unknown) => {
        if (!isStoreTrouble(error)) throw error;
        onTrouble(`Where files are to be moved cannot be read: ${error.message}.`);
        cancelRetry = timers.after(retryMs, wake);
      })
      .finally(() => (working = null));
  }

  return {
    wake,
    async close() {
      closed = true;
      cancelRetry();
      await working;
    },
  };
}
