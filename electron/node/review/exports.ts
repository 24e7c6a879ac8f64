import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ExportState } from '../../common/historyAnswers.ts';
import { createParts, type Parts } from './exportParts.ts';
import type { ExportOrder } from './reviewProtocol.ts';

/** What an export tells while it is written. */
export interface ExportProgress {
  /** Throws when the export was cancelled. */
  checkStop(): void;
  /** Rows or parts of a report that are written by now, and to be written, as far as it is known. */
  written(rows: number): void;
  expected(rows: number): void;
}

/** Writes what is ordered into `parts`; answers its bytes. */
export type WriteOrder = (order: ExportOrder, parts: Parts, progress: ExportProgress) => Promise<number>;

export interface Exports {
  start(order: ExportOrder): void;
  cancel(exportId: string): void;
  cancelAll(): void;
}

const tellEveryMs = 250;
class Cancelled extends Error {}

/** Writes exports and reports, each to unfinished files that get their names when all is complete. */
export function createExports(tell: (state: ExportState) => void, write: WriteOrder): Exports {
  const running = new Map<string, AbortController>();

  async function run(order: ExportOrder, stop: AbortSignal): Promise<void> {
    let state = beginning(order);
    const change = (to: Partial<ExportState>) => tell((state = { ...state, ...to }));
    let toldMs = -Infinity;
    const parts = createParts(order.path, (furtherPaths) => change({ furtherPaths }));
    const progress: ExportProgress = {
      checkStop() {
        if (stop.aborted) throw new Cancelled();
      },
      written(rows) {
        state = { ...state, rows };
        if (performance.now() - toldMs < tellEveryMs) return;
        toldMs = performance.now();
        tell(state);
      },
      expected: (rowsExpected) => change({ rowsExpected }),
    };
    try {
      await mkdir(path.dirname(order.path), { recursive: true });
      const sizeBytes = await write(order, parts, progress);
      progress.checkStop();
      await parts.complete();
      change({ phase: 'done', sizeBytes, rowsExpected: state.rows });
    } catch (error) {
      await parts.remove();
      if (error instanceof Cancelled) change({ phase: 'cancelled', furtherPaths: [] });
      else change({ phase: 'failed', furtherPaths: [], reason: (error as Error).message });
    } finally {
      running.delete(order.exportId);
    }
  }

  return {
    start(order) {
      const stop = new AbortController();
      running.set(order.exportId, stop);
      void run(order, stop.signal);
    },
    cancel: (exportId) => running.get(exportId)?.abort(),
    cancelAll() {
      for (const stop of running.values()) stop.abort();
    },
  };
}

/** What an export is before anything of it is written. */
export function beginning(order: ExportOrder): ExportState {
  return {
    exportId: order.exportId,
    content: order.content === 'inspections' ? 'inspections' : order.report.kind,
    format: order.content === 'inspections' ? order.format : 'pdf',
    ...{ phase: 'writing', path: order.path, furtherPaths: [] },
    ...{ rows: 0, rowsExpected: null, sizeBytes: 0, reason: null },
  };
}
