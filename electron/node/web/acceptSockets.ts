import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { EntryGuard } from './entryGuard.ts';

/** Largest frame that is read, bytes. */
export const maxFrameBytes = 2 ** 20;
const maxSockets = 50;
const pingEveryMs = 30_000;

/** Lets browsers in at `/station` once the guard agrees; what does not answer pings is put out. */
export function acceptSockets(
  server: Server,
  guard: EntryGuard,
  /** With the address of the browser. */
  onSocket: (socket: WebSocket, address: string) => void,
): { close(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
  });
  const silent = new WeakSet<WebSocket>();

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const refusal = refusalOf(request);
    if (refusal === null) sockets.handleUpgrade(request, stream, head, (socket) => admit(socket, request));
    else stream.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });

  function refusalOf(request: IncomingMessage): string | null {
    const url = URL.parse(request.url ?? '', 'http://station');
    if (guard.refusalOfHost(request) !== null) return '421 Misdirected Request';
    if (url?.pathname !== '/station') return '404 Not Found';
    if (!guard.isOwnPage(request)) return '403 Forbidden';
    if (!guard.mayEnter(request, url)) return '401 Unauthorized';
    return sockets.clients.size >= maxSockets ? '503 Service Unavailable' : null;
  }

  function admit(socket: WebSocket, { socket: { remoteAddress } }: IncomingMessage): void {
    socket.on('pong', () => silent.delete(socket));
    onSocket(socket, remoteAddress ?? 'unknown');
  }

  const ping = setInterval(() => {
    for (const socket of sockets.clients) {
      if (silent.has(socket)) {
        socket.terminate();
        continue;
      }
      silent.add(socket);
      socket.ping();
    }
  }, pingEveryMs);
  ping.unref();

  return {
    close() {
      clearInterval(ping);
      for (const socket of sockets.clients) socket.close(1001, 'The station was stopped.');
      sockets.close();
      setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 500).unref();
    },
  };
}
