import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { MessageChannel } from 'node:worker_threads';
import { WebSocket, WebSocketServer } from 'ws';
import type { Port } from '../../electron/common/port.ts';
import { electronPort, ipcPort, memoryPair } from '../../electron/node/ports.ts';
import { maxUnreadBytes, webSocketPort } from '../../electron/node/web/webSocketPort.ts';

/** An open port whose other end sends back every value, `{echo: value}`, and closes on 'close yourself'. */
interface Echo {
  readonly port: Port;
  dispose(): void;
}

function echoOn(port: Port): void {
  port.onValue((value) => (value === 'close yourself' ? port.close() : port.send({ echo: value })));
}

const openings: Record<string, () => Promise<Echo>> = {
  async 'memory pair'() {
    const [port, other] = memoryPair();
    echoOn(other);
    return { port, dispose: () => port.close() };
  },
  async 'Electron message port'() {
    const { port1, port2 } = new MessageChannel();
    const asElectron = (end: typeof port1) =>
      electronPort({
        on(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
          return event === 'message'
            ? end.on('message', (data) => listener({ data }))
            : end.on('close', () => listener({ data: null }));
        },
        postMessage: (value) => end.postMessage(value),
        start: () => end.start(),
        close: () => end.close(),
      });
    echoOn(asElectron(port2));
    const port = asElectron(port1);
    return { port, dispose: () => port.close() };
  },
  async WebSocket() {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    server.on('connection', (socket) => echoOn(webSocketPort(socket)));
    const { port: number } = server.address() as { port: number };
    const socket = new WebSocket(`ws://127.0.0.1:${number}`);
    await once(socket, 'open');
    return {
      port: webSocketPort(socket),
      dispose() {
        socket.terminate();
        server.close();
      },
    };
  },
  async 'child process'() {
    const child = fork(new URL('../helpers/echoProcess.ts', import.meta.url), { stdio: 'inherit' });
    return { port: ipcPort(child), dispose: () => child.kill('SIGKILL') };
  },
};

for (const [name, open] of Object.entries(openings)) {
  describe(name, () => {
    const disposals: (() => void)[] = [];
    after(() => disposals.forEach((dispose) => dispose()));
    const opened = async () => {
      const echo = await open();
      disposals.push(() => echo.dispose());
      return echo.port;
    };
    /** Collects values; resolves when `count` have come. */
    const receive = (port: Port, count: number) =>
      new Promise<unknown[]>((resolve) => {
        const values: unknown[] = [];
        port.onValue((value) => {
          values.push(value);
          if (values.length === count) resolve(values);
        });
      });

    test('values arrive whole and in order, early ones too', async () => {
      const port = await opened();
      const long = 'x'.repeat(300_000);
      const values = [null, true, 0, -1.5, 'ü "\n\u{1F600}', [1, [2]], { a: { b: null } }, long];
      for (const value of values) port.send(value);
      const answers = await receive(port, values.length);
      assert.deepEqual(
        answers,
        values.map((echo) => ({ echo })),
      );
    });

    test('closing here is told once, also to a late listener, and silences the port', async () => {
      const port = await opened();
      const values: unknown[] = [];
      const reasons: string[] = [];
      port.onValue((value) => values.push(value));
      port.onClose((reason) => reasons.push(reason));
      port.send('late');
      port.close();
      port.close();
      port.send('after the close');
      port.onClose((reason) => reasons.push(reason));
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(reasons.length, 2);
      assert.deepEqual(values, []);
    });

    test('the other end closing is told with a reason', async () => {
      const port = await opened();
      const closed = new Promise<string>((resolve) => port.onClose(resolve));
      port.onValue(() => {});
      port.send('close yourself');
      assert.ok((await closed).length > 5);
      port.send('into the void');
    });
  });
}

test('a process killed at the other end closes the port', async () => {
  const child = fork(new URL('../helpers/echoProcess.ts', import.meta.url));
  const port = ipcPort(child);
  const closed = new Promise<string>((resolve) => port.onClose(resolve));
  child.kill('SIGKILL');
  await closed;
  port.send('nobody');
});

test('a WebSocket drops what is not JSON and goes on', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => echoOn(webSocketPort(socket)));
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as { port: number }).port}`);
  await once(socket, 'open');
  for (const bad of ['', '{', 'undefined', Buffer.from([1, 2, 3])]) socket.send(bad);
  socket.send('{"fine":1}');
  const [data] = (await once(socket, 'message')) as [Buffer];
  assert.equal(String(data), '{"echo":{"fine":1}}');
  socket.terminate();
  server.close();
});

test('a WebSocket whose other end does not read is closed instead of filling memory', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as { port: number }).port}`);
  const [serverSocket] = (await once(server, 'connection')) as [WebSocket];
  await once(socket, 'open');
  socket.pause();
  const port = webSocketPort(serverSocket);
  const closed = new Promise<string>((resolve) => port.onClose(resolve));
  const megabyte = 'x'.repeat(2 ** 20);
  for (
    let sent = 0;
    sent < 4 * maxUnreadBytes && serverSocket.readyState === WebSocket.OPEN;
    sent += 2 ** 20
  ) {
    port.send(megabyte);
  }
  await closed;
  assert.ok(serverSocket.bufferedAmount < 2 * maxUnreadBytes);
  socket.terminate();
  server.close();
});
