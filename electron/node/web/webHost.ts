import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { hostname } from 'node:os';
import type { AddressInfo } from 'node:net';
import { asPictureAddress } from '../../common/pictureAddress.ts';
import { pictureFileAt, type PictureSource } from '../pictureFile.ts';
import { webSocketPort } from './webSocketPort.ts';
import { readScreenFiles } from '../screenFiles.ts';
import { serveScreen } from '../serveScreen.ts';
import type { Station } from '../station/stationInterface.ts';
import { entryGuard, type EntryGuard } from './entryGuard.ts';
import { reachableAddress } from './reachableAddress.ts';
import { respondSentence, setSecurityHeaders } from './respond.ts';
import { servePicture } from './servePicture.ts';
import { acceptSockets } from './acceptSockets.ts';

export interface WebHostOptions {
  readonly station: Pick<Station, 'handlers' | 'openSession'> & PictureSource;
  readonly token: string;
  /** Folder of the built screen. */
  readonly screen: string;
  /** Address to listen on, e.g. 127.0.0.1. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

export interface WebHost {
  /** Address of the screen, with the token. */
  readonly url: string;
  /** Ends all connections. */
  close(): Promise<void>;
}

const wrongToken =
  'This station opens only with its token: use the complete address it printed when it was started, which ends in "?token=" and the token.';
const notBuilt =
  'The station runs, but its screen is not built: run "npm run bundle" in the project, then start the station again.';

/** Serves screen, pictures and contract to browsers. Rejects with a sentence when it cannot listen there. */
export async function openWebHost(options: WebHostOptions): Promise<WebHost> {
  const { station, token, host } = options;
  const files = readScreenFiles(options.screen);
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`Web host: ${error instanceof Error ? error.message : String(error)}\n`);
      response.destroy();
    });
  });
  server.maxConnections = 500;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, options)));
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const names = [
    'localhost',
    host.toLowerCase(),
    hostname().toLowerCase(),
    `${hostname().toLowerCase()}.local`,
  ];
  const guard: EntryGuard = entryGuard(token, names);
  const sockets = acceptSockets(server, guard, (socket, address) => {
    serveScreen(station, webSocketPort(socket), address);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = guard.refusalOfHost(request);
    setSecurityHeaders(response, refusal === null ? request.headers.host : undefined);
    if (refusal !== null) {
      respondSentence(response, 421, refusal);
      return;
    }
    const url = URL.parse(request.url ?? '', 'http://station');
    if (url === null) {
      respondSentence(response, 400, 'This is no address.');
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      respondSentence(response, 405, 'Addresses of the station can only be read.');
    } else if (!guard.mayEnter(request, url)) {
      respondSentence(response, 401, wrongToken);
    } else {
      await answerGuest(url, response);
    }
  }

  async function answerGuest(url: URL, response: ServerResponse): Promise<void> {
    const cookie = guard.cookieFor(url);
    if (cookie !== null) {
      response.setHeader('Set-Cookie', cookie);
      // The page itself goes on, not a redirect: after a link from elsewhere, browsers withhold a strict cookie there.
      const goOn = `<meta http-equiv="refresh" content="0;url=${encodeURI(url.pathname)}">`;
      respondSentence(response, 200, 'Opening the station.', goOn);
      return;
    }
    if (asPictureAddress(url.pathname) !== null) {
      await servePicture(response, pictureFileAt(url.pathname, station));
      return;
    }
    const file = files.get(url.pathname === '/' ? '/index.html' : url.pathname);
    if (file === undefined) {
      const isFrontDoor = url.pathname === '/' || url.pathname === '/index.html';
      respondSentence(response, isFrontDoor ? 503 : 404, isFrontDoor ? notBuilt : 'There is nothing here.');
      return;
    }
    response.writeHead(200, {
      'Content-Type': file.type,
      'Content-Length': file.bytes.length,
      'Cache-Control': file.hashed ? 'private, max-age=31536000, immutable' : 'no-cache',
    });
    response.end(response.req.method === 'HEAD' ? undefined : file.bytes);
  }

  return {
    url: `http://${reachableAddress(host)}:${port}/?token=${token}`,
    async close() {
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function listenFailure({ code, message }: NodeJS.ErrnoException, { host, port }: WebHostOptions): Error {
  if (code === 'EADDRINUSE') {
    return new Error(`Port ${port} of ${host} is in use by another program: choose another one with --port.`);
  }
  if (code === 'EACCES') {
    return new Error(`Port ${port} may not be used by this user: choose one above 1023 with --port.`);
  }
  return new Error(`The station cannot be served on ${host}, port ${port}: ${code ?? message}.`);
}
