import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ExportState } from '../../common/historyAnswers.ts';
import type { ExportFormat } from '../../common/historyContract.ts';
import type { StationDatabase } from '../store/db.ts';
import { exportRows, type ExportRow } from './exportRows.ts';
import { newestSequence } from './findInspections.ts';
import type { ExportOrder } from './reviewProtocol.ts';
import { select } from './selection.ts';
import { summaryOf } from './summary.ts';

/** Writes rows, as they come, to a file that is not there yet; answers its bytes. Rejects when `rows` does. */
type WriteExport = (file: string, rows: AsyncIterable<readonly ExportRow[]>) => Promise<number>;

const tellEveryMs = 250;

export interface Exports {
  start(order: ExportOrder): void;
  cancel(exportId: string): void;
  cancelAll(): void;
}

class Cancelled extends Error {}

/** Writes exports, each to an unfinished file that gets its name when it is complete. */
export function createExports(
  db: StationDatabase,
  tell: (state: ExportState) => void,
  writers: Readonly<Record<ExportFormat, WriteExport>>,
): Exports {
  const running = new Map<string, AbortController>();

  async function write(order: ExportOrder, stop: AbortSignal): Promise<void> {
    const { exportId, filter, sort, format, path: target } = order;
    const unfinished = unfinishedExport(target);
    let state: ExportState = {
      ...{ exportId, format, path: target, phase: 'writing' },
      ...{ rows: 0, rowsExpected: null, sizeBytes: 0, reason: null },
    };
    const change = (to: Partial<ExportState>) => tell((state = { ...state, ...to }));
    let toldMs = -Infinity;

    async function* counted(rows: AsyncIterable<readonly ExportRow[]>) {
      for await (const some of rows) {
        if (stop.aborted) throw new Cancelled();
        yield some;
        state = { ...state, rows: state.rows + some.length };
        if (performance.now() - toldMs < tellEveryMs) continue;
        toldMs = performance.now();
        tell(state);
      }
      if (stop.aborted) throw new Cancelled();
    }

    try {
      if (existsSync(target)) throw new Error(`${target} exists; an export never overwrites a file.`);
      await mkdir(path.dirname(target), { recursive: true });
      const selection = select(db, filter);
      const upTo = newestSequence(db);
      if (selection.isCounted) {
        const { counts } = await summaryOf(db, filter);
        change({ rowsExpected: counts.pass + counts.fail + counts.review + counts.unreadable });
      }
      const sizeBytes = await writers[format](unfinished, counted(exportRows(db, selection, sort, upTo)));
      await rename(unfinished, target);
      change({ phase: 'done', sizeBytes, rowsExpected: state.rows });
    } catch (error) {
      // Where nothing could be written nothing can be removed; the first error is the one to tell.
      await rm(unfinished, { force: true }).catch(() => undefined);
      if (error instanceof Cancelled) change({ phase: 'cancelled' });
      else change({ phase: 'failed', reason: (error as Error).message });
    } finally {
      running.delete(exportId);
    }
  }

  return {
    start(order) {
      const stop = new AbortController();
      running.set(order.exportId, stop);
      void write(order, stop.signal);
    },
    cancel: (exportId) => running.get(exportId)?.abort(),
    cancelAll() {
      for (const stop of running.values()) stop.abort();
    },
  };
}

/** Name of an export until it is complete. */
export function unfinishedExport(target: string): string {
  return `${target}.unfinished`;
}
