import { WebSocket } from 'ws';
import type { Port } from '../../common/port.ts';
import { portOver } from '../../common/portOver.ts';

/** A web client that leaves this much unread is closed; it connects again and reads the state anew. */
export const maxUnreadBytes = 16 * 2 ** 20;

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
