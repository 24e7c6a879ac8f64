import type { Port } from './port.ts';

export interface Transport {
  /** Never called after the end. */
  send(value: unknown): void;
  /** Leads to `end` being called, or is followed by silence. */
  close(): void;
}

/** A Port, and the two members its transport drives it by. */
export interface DrivenPort {
  readonly port: Port;
  arrive(value: unknown): void;
  end(reason: string): void;
}

/** Makes a transport a Port: keeps early values, tells of the close once, and stays silent after it. */
export function portOver(transport: Transport): DrivenPort {
  let valueListener: ((value: unknown) => void) | null = null;
  const early: unknown[] = [];
  const closeListeners: ((reason: string) => void)[] = [];
  let endedBecause: string | null = null;

  function end(reason: string): void {
    if (endedBecause !== null) return;
    endedBecause = reason;
    early.length = 0;
    for (const listener of closeListeners) listener(reason);
  }

  return {
    arrive(value) {
      if (endedBecause !== null) return;
      if (valueListener === null) early.push(value);
      else valueListener(value);
    },
    end,
    port: {
      send(value) {
        if (endedBecause === null) transport.send(value);
      },
      onValue(listener) {
        valueListener = listener;
        for (const value of early.splice(0)) listener(value);
      },
      onClose(listener) {
        if (endedBecause === null) closeListeners.push(listener);
        else listener(endedBecause);
      },
      close() {
        if (endedBecause !== null) return;
        transport.close();
        end('closed at this end.');
      },
    },
  };
}
