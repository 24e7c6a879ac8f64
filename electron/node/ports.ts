import type { ChildProcess } from 'node:child_process';
import { WebSocket } from 'ws';
import type { Port } from '../common/port.ts';
import { portOver } from '../common/portOver.ts';

/** A web client that leaves this much unread is closed; it connects again and reads the state anew. */
export const maxUnreadBytes = 16 * 2 ** 20;

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

/** Port over a WebSocket: one JSON text per value. What is not JSON is dropped. */
export function webSocketPort(socket: WebSocket): Port {
  const driven = portOver({
    send(value) {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(JSON.stringify(value));
      if (socket.bufferedAmount > maxUnreadBytes) socket.terminate();
    },
    close: () => socket.close(1000),
  });
  socket.on('message', (data, isBinary) => {
    if (isBinary) return;
    try {
      driven.arrive(JSON.parse(String(data)));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  });
  // The close event follows and says it; without a listener the error would end the process.
  socket.on('error', () => {});
  socket.on('close', (code, reason) => driven.end(`WebSocket closed (${code}) ${String(reason)}`.trim()));
  return driven.port;
}
