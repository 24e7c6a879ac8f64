import type { ChildProcess } from 'node:child_process';
import type { Port } from '../common/port.ts';
import { portOver } from '../common/portOver.ts';

/** Two connected ends in this process; values pass through JSON, as they would over a WebSocket. */
export function memoryPair(): [Port, Port] {
  const pass = (to: () => typeof left, text: string) =>
    queueMicrotask(() => to().arrive(JSON.parse(text) as unknown));
  const left = portOver({
    send: (value) => pass(() => right, JSON.stringify(value)),
    close: () => queueMicrotask(() => right.end('closed at the other end.')),
  });
  const right: typeof left = portOver({
    send: (value) => pass(() => left, JSON.stringify(value)),
    close: () => queueMicrotask(() => left.end('closed at the other end.')),
  });
  return [left.port, right.port];
}

/** The members of Electron's MessagePortMain that a Port needs; node/ never imports electron. */
export interface ElectronMessagePort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(value: unknown): void;
  start(): void;
  close(): void;
}

export function electronPort(end: ElectronMessagePort): Port {
  const driven = portOver({ send: (value) => end.postMessage(value), close: () => end.close() });
  end.on('message', ({ data }) => driven.arrive(data));
  end.on('close', () => driven.end('the other end is gone.'));
  end.start();
  return driven.port;
}

/** The members shared by a forked child, seen from its parent, and `process`, seen from the child. */
type IpcEnd = Pick<ChildProcess, 'connected'> & {
  on(event: 'message', listener: (value: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
  send?: (value: never, callback: (error: Error | null) => void) => boolean;
  disconnect?: () => void;
};

/** Port over the IPC channel of a forked child: give it the child, or `process` inside the child. */
export function ipcPort(end: IpcEnd): Port {
  const driven = portOver({
    // A channel that broke is told by its disconnect event; the callback keeps the error from being thrown.
    send: (value) => void end.send?.(value as never, () => {}),
    close: () => {
      if (end.connected) end.disconnect?.();
    },
  });
  end.on('message', (value) => driven.arrive(value));
  end.on('disconnect', () => driven.end('the process at the other end is gone.'));
  if (!end.connected) driven.end('the process at the other end is gone.');
  return driven.port;
}
