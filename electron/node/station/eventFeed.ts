import type { StationEvents } from '../../common/contract.ts';
import type { ExportState } from '../../common/historyAnswers.ts';
import type { Inspection } from '../../common/inspection.ts';
import type { LabScoring } from '../../common/lab.ts';
import type { EventListener, Subscribe } from '../../common/rpc.ts';
import type { StationState, TeachingState } from '../../common/stationState.ts';
import type { Timers } from '../timers.ts';

const stateEveryMs = 250;
const inspectionsEveryMs = 100;

/** Announces to whoever listens: state at most four times a second, inspections gathered for at most 100 ms. */
export interface EventFeed {
  readonly subscribe: Subscribe;
  stateChanged(): void;
  inspected(inspections: readonly Inspection[]): void;
  teachingProgressed(teaching: TeachingState): void;
  exportProgressed(state: ExportState): void;
  labProgressed(scoring: LabScoring): void;
  /** Announces what is waiting and nothing after it. */
  close(): void;
}

export function createEventFeed(readState: () => StationState, timers: Timers): EventFeed {
  const listeners = new Set<EventListener>();
  let gathered: Inspection[] = [];
  let cancelState: (() => void) | null = null;
  let cancelInspections: (() => void) | null = null;
  let announcedMs = -Infinity;
  let announcedState = '';
  let closed = false;

  function announce<Name extends keyof StationEvents>(name: Name, value: StationEvents[Name]): void {
    for (const listener of [...listeners]) listener(name, value);
  }

  function announceState(): void {
    cancelState = null;
    if (listeners.size === 0) return;
    announcedMs = timers.nowMs();
    const state = readState();
    const text = JSON.stringify(state);
    if (text === announcedState) return;
    announcedState = text;
    announce('stateChanged', state);
  }

  function announceInspections(): void {
    cancelInspections = null;
    const some = gathered;
    gathered = [];
    if (some.length > 0) announce('inspectionsCompleted', some);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stateChanged() {
      if (closed || cancelState !== null) return;
      const waitMs = Math.max(0, announcedMs + stateEveryMs - timers.nowMs());
      cancelState = timers.after(waitMs, announceState);
    },
    inspected(inspections) {
      if (closed || listeners.size === 0) return;
      gathered.push(...inspections);
      cancelInspections ??= timers.after(inspectionsEveryMs, announceInspections);
    },
    exportProgressed(state) {
      if (!closed) announce('exportProgressed', state);
    },
    labProgressed(scoring) {
      if (!closed) announce('labProgressed', scoring);
    },
    teachingProgressed(teaching) {
      if (!closed) announce('teachingProgressed', teaching);
    },
    close() {
      cancelState?.();
      cancelInspections?.();
      announceInspections();
      announceState();
      closed = true;
    },
  };
}
