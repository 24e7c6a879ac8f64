import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import type { StationHandlers } from '../../../electron/common/contract.ts';
import { connect, type EventListener } from '../../../electron/common/rpc.ts';
import { webSocketPort } from '../../../electron/node/web/webSocketPort.ts';
import { cookieNameFor } from '../../../electron/node/web/entryGuard.ts';
import { openWebHost, type WebHost } from '../../../electron/node/web/webHost.ts';

const token = 'T'.repeat(43);
const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
const screen = join(folder, 'screen');
const picture = join(folder, 'r1.thumbnail.jpg');
const listeners = new Set<EventListener>();
let host: WebHost;
let port: number;
let cookie: string;

before(async () => {
  mkdirSync(join(screen, 'assets'), { recursive: true });
  writeFileSync(join(screen, 'index.html'), '<!doctype html><title>Screen</title>');
  writeFileSync(join(screen, 'assets', 'main-abc.js'), 'export {};');
  writeFileSync(join(screen, 'notes.secret'), 'no type, not served');
  writeFileSync(join(folder, 'outside.js'), 'outside');
  writeFileSync(picture, 'jpeg bytes');
  host = await openWebHost({
    station: {
      handlers: { listEvents: () => [] } as Partial<StationHandlers> as StationHandlers,
      openSession: () => ({
        caller: () => ({ user: 'local', role: 'supervisor' }),
        subscribe(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        close: () => {},
      }),
      pictureFile: (id, kind) => (id === 'r1' && kind === 'thumbnail' ? picture : null),
      teachingPictureFile: (id, number) => (id === 't1' && number === 3 ? `${picture}.deleted.png` : null),
      challengePictureFile: (id) => (id === 'c1' ? picture : null),
      drawnPictureFile: (id, kind) => (id === 'r1' && kind === 'reconstruction' ? picture : null),
      setUpPictureFile: (id, number) => (id === 's1' && number === 2 ? picture : null),
      labPictureFile: () => null,
      samplePictureFile: (id) => (id === 's1' ? picture : null),
    },
    token,
    screen,
    host: '127.0.0.1',
    port: 0,
  });
  port = Number(new URL(host.url).port);
  cookie = `${cookieNameFor(token)}=${token}`;
});
after(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** One request with the path sent exactly as given, which fetch would tidy up. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('the printed address lets in and leaves a strict cookie, which then suffices', async () => {
  const first = await get(new URL(host.url).pathname + new URL(host.url).search);
  assert.equal(first.status, 200);
  assert.match(
    String(first.headers['set-cookie']),
    /^plumbline-[0-9a-f]{12}=T{43}; .*HttpOnly; SameSite=Strict/,
  );
  assert.match(first.body, /http-equiv="refresh" content="0;url=\/"/);
  assert.match(first.body, /<link rel="icon" href="data:,">/, 'no browser asks for an icon meanwhile');
  assert.ok(!first.body.includes(token));
  const second = await get('/', { cookie });
  assert.equal(second.status, 200);
  assert.match(second.body, /Screen/);
});

test('every answer carries the security headers', async () => {
  for (const path of ['/', '/nothing', '/image/r1/thumbnail']) {
    for (const headers of [{}, { cookie }]) {
      const answer = await get(path, headers);
      assert.match(
        String(answer.headers['content-security-policy']),
        /^default-src 'none'; script-src 'self'; /,
      );
      assert.ok(!/unsafe/.test(String(answer.headers['content-security-policy'])));
      assert.equal(answer.headers['x-content-type-options'], 'nosniff');
      assert.equal(answer.headers['x-frame-options'], 'DENY');
    }
  }
});

const refusals: {
  title: string;
  path: string;
  headers?: Record<string, string>;
  method?: string;
  status: number;
}[] = [
  { title: 'no token', path: '/', status: 401 },
  { title: 'a wrong token', path: `/?token=${'U'.repeat(43)}`, status: 401 },
  { title: 'half a token', path: `/?token=${token.slice(0, 20)}`, status: 401 },
  { title: 'an empty token', path: '/?token=', status: 401 },
  {
    title: 'a cookie of another station',
    path: '/',
    headers: { cookie: `${cookieNameFor('another')}=${token}` },
    status: 401,
  },
  { title: 'a picture without token', path: '/image/r1/thumbnail', status: 401 },
  { title: 'an asset without token', path: '/assets/main-abc.js', status: 401 },
  {
    title: 'a name of somebody else (DNS rebinding)',
    path: '/',
    headers: { host: 'evil.example' },
    status: 421,
  },
  { title: 'no name', path: '/', headers: { host: 'a b' }, status: 421 },
];
for (const { title, path, headers, status } of refusals) {
  test(`refused with a sentence: ${title}`, async () => {
    const answer = await get(path, headers);
    assert.equal(answer.status, status);
    assert.match(answer.body, /<p>[A-Z].{20,}\.<\/p>/);
    assert.equal(answer.headers['set-cookie'], undefined);
  });
}

const missing = [
  '/nothing',
  '/assets/',
  '/assets',
  '/notes.secret',
  '/../outside.js',
  '/assets/../../outside.js',
  '/..%2foutside.js',
  '/%2e%2e/outside.js',
  '/assets/..\\..\\outside.js',
  '/image/r1/archive',
  '/image/r2/thumbnail',
  '/image/../r1/thumbnail',
  '/image/r1%2f..%2fr1/thumbnail',
  '/image/r1/thumbnail/',
  '/image/constructor/thumbnail',
  '/image/r1/constructor',
  `/image/${'r'.repeat(65)}/thumbnail`,
  '/teaching/t1/3.png',
  '/teaching/t1/-1.png',
  '/teaching/t1/3.jpg',
  '/teaching/t1/../t1/3.png ',
  '/sample/s2.jpg',
  '/sample/s1.png',
  '/challenge/c2.jpg',
  '/challenge/c1.png',
  '/challenge/..%2fc1.jpg',
  '/sample/..%2fs1.jpg',
];
test('no address leads to what is not served', async () => {
  for (const path of missing) {
    const answer = await get(path.trim(), { cookie });
    assert.ok([400, 404].includes(answer.status), `${path} was answered ${answer.status}`);
    assert.ok(!answer.body.includes('outside') && !answer.body.includes('jpeg bytes'), path);
  }
});

test('pictures are sent by id and kept by the browser', async () => {
  const answer = await get('/image/r1/thumbnail', { cookie });
  assert.equal(answer.body, 'jpeg bytes');
  assert.equal(answer.headers['content-type'], 'image/jpeg');
  assert.match(String(answer.headers['cache-control']), /private.*immutable/);
  assert.equal((await get('/sample/s1.jpg', { cookie })).body, 'jpeg bytes');
  assert.equal((await get('/challenge/c1.jpg', { cookie })).body, 'jpeg bytes');
  const asset = await get('/assets/main-abc.js', { cookie });
  assert.match(String(asset.headers['cache-control']), /immutable/);
  assert.equal((await get('/', { cookie })).headers['cache-control'], 'no-cache');
});

test('only reading is allowed', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    assert.equal((await get('/', { cookie }, method)).status, 405);
  }
  const head = await get('/image/r1/thumbnail', { cookie }, 'HEAD');
  assert.deepEqual([head.status, head.body, head.headers['content-length']], [200, '', '10']);
});

const sockets: { title: string; path?: string; headers?: () => Record<string, string>; status: number }[] = [
  { title: 'no token', status: 401 },
  { title: 'a wrong token', path: '/station?token=nonsense', status: 401 },
  {
    title: 'a page of somebody else',
    headers: () => ({ cookie, origin: 'https://evil.example' }),
    status: 403,
  },
  {
    title: 'a page of another port',
    headers: () => ({ cookie, origin: `http://127.0.0.1:${port + 1}` }),
    status: 403,
  },
  { title: 'a name of somebody else', headers: () => ({ cookie, host: 'evil.example' }), status: 421 },
  { title: 'another place', path: '/elsewhere', headers: () => ({ cookie }), status: 404 },
];
for (const { title, path = '/station', headers = () => ({}), status } of sockets) {
  test(`a WebSocket is refused before it opens: ${title}`, async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: headers() });
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    assert.equal(response.statusCode, status);
    socket.on('error', () => {});
    socket.terminate();
  });
}

async function openSocket(): Promise<WebSocket> {
  const headers = { cookie, origin: `http://127.0.0.1:${port}` };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/station`, { headers });
  await once(socket, 'open');
  return socket;
}

test('a page of the station calls and hears over its WebSocket', async () => {
  const { call, onEvent, close } = connect(webSocketPort(await openSocket()));
  assert.deepEqual(await call.listEvents({ limit: 1 }), []);
  const heard = new Promise<unknown>((resolve) => onEvent('teachingProgressed', resolve));
  for (const listener of listeners) listener('teachingProgressed', { step: 1 } as never);
  assert.deepEqual(await heard, { step: 1 });
  close();
});

test('a frame above one megabyte ends that connection only', async () => {
  const socket = await openSocket();
  const other = connect(webSocketPort(await openSocket()));
  socket.on('error', () => {});
  socket.send(JSON.stringify({ kind: 'call', id: 1, name: 'x'.repeat(2 ** 20 + 1), args: {} }));
  const [code] = (await once(socket, 'close')) as [number];
  assert.equal(code, 1009);
  assert.deepEqual(await other.call.listEvents({ limit: 1 }), []);
  other.close();
});

test('a port in use is refused with a sentence', async () => {
  const options = {
    token,
    screen,
    host: '127.0.0.1',
  } as const;
  await assert.rejects(
    openWebHost({ ...options, station: {} as never, port }),
    new RegExp(`^Error: Port ${port} of 127.0.0.1 is in use`),
  );
});

test('without a built screen the front door says how to build it', async () => {
  const other = await openWebHost({
    station: {} as never,
    token,
    screen: join(folder, 'not there'),
    host: '127.0.0.1',
    port: 0,
  });
  const address = new URL(other.url);
  const answer = await fetch(address.origin, { headers: { cookie } });
  assert.equal(answer.status, 503);
  assert.match(await answer.text(), /npm run bundle/);
  await other.close();
});
