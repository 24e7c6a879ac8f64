import type { ShallowRef } from 'vue';
import type { FolderId, Inspection } from '../electron/common/inspection.ts';
import type { Connection } from '../electron/common/rpc.ts';
import type { StationState } from '../electron/common/stationState.ts';
import { appendRecent, recentKept, type RecentInspections } from './recentInspections.ts';

/** Screens are redrawn at most this often, however fast the station announces. */
export const redrawMs = 120;

export interface StationMirror {
  readonly state: ShallowRef<StationState | null>;
  readonly recent: ShallowRef<RecentInspections>;
}

export interface Following {
  /** Reads the whole state; rejects when the connection closes meanwhile. One reading at a time. */
  read(): Promise<void>;
  /** Empties the mirror, until the next reading. */
  forget(): void;
  stop(): void;
}

/** Keeps the mirror equal to the station at the other end: a snapshot, then events; after a gap a snapshot again. */
export function followStation(
  connection: Connection,
  mirror: StationMirror,
  heard: () => void,
  failed: (error: unknown) => void,
): Following {
  let stopped = false;
  /** Nothing is shown between forgetting and the next reading. */
  let forgotten = false;
  let drawTimer: ReturnType<typeof setTimeout> | undefined;
  let reading: Promise<void> | null = null;
  let readAgain = false;
  let pendingState: StationState | null = null;
  let pendingInspections: Inspection[] = [];

  connection.onEvent('stateChanged', (state) => {
    pendingState = state;
    drawSoon();
  });
  connection.onEvent('teachingProgressed', (teaching) => {
    const base = pendingState ?? mirror.state.value;
    if (base !== null) pendingState = { ...base, teaching };
    drawSoon();
  });
  connection.onEvent('inspectionsCompleted', (inspections) => {
    pendingInspections.push(...inspections);
    // While nobody draws (a hidden window), what could never be shown is let go.
    if (pendingInspections.length > 8 * recentKept) pendingInspections.splice(0, 4 * recentKept);
    drawSoon();
  });
  connection.onGap(() => void read().catch(failed));

  function read(): Promise<void> {
    readAgain = true;
    reading ??= readUntilWhole().finally(() => {
      reading = null;
    });
    return reading;
  }

  async function readUntilWhole(): Promise<void> {
    while (readAgain) {
      readAgain = false;
      const snapshot = await connection.call.getState({});
      const pages = await Promise.all(
        snapshot.lanes.map(async ({ folderId }) => {
          const page = await connection.call.listInspections({ folderId, limit: recentKept });
          return [folderId, page.inspections] as const;
        }),
      );
      if (stopped) return;
      forgotten = false;
      mirror.state.value = snapshot;
      mirror.recent.value = new Map<FolderId, readonly Inspection[]>(pages);
    }
    heard();
    apply();
  }

  function drawSoon(): void {
    heard();
    drawTimer ??= setTimeout(draw, redrawMs);
  }

  function draw(): void {
    drawTimer = undefined;
    if (reading === null) apply();
  }

  function apply(): void {
    if (stopped || forgotten) return;
    if (pendingState !== null) mirror.state.value = pendingState;
    if (pendingInspections.length > 0) {
      mirror.recent.value = appendRecent(mirror.recent.value, pendingInspections);
    }
    pendingState = null;
    pendingInspections = [];
  }

  return {
    read,
    forget() {
      forgotten = true;
      pendingState = null;
      pendingInspections = [];
      mirror.state.value = null;
      mirror.recent.value = new Map();
    },
    stop: () => {
      stopped = true;
      clearTimeout(drawTimer);
    },
  };
}
