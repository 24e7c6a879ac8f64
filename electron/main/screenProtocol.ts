import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { contentSecurityPolicy } from '../common/contentSecurityPolicy.ts';
import { asPictureAddress } from '../common/pictureAddress.ts';
import { contentType } from '../node/contentTypes.ts';
import { readScreenFiles } from '../node/screenFiles.ts';
import { isOwnPage, scheme } from './origin.ts';

/** Before the app is ready: pages of the scheme are pages like any other, with an origin and a secure context. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

const kept = 'private, max-age=31536000, immutable';

/** Answers the scheme: the built screen by lookup, pictures by their ids; `findPicture` gives an id's absolute path. */
export function serveScreen(screen: string, findPicture: (path: string) => Promise<string | null>): void {
  const files = readScreenFiles(screen);
  protocol.handle(scheme, async ({ url, method }) => {
    const address = URL.parse(url);
    if (address === null || !isOwnPage(url) || method !== 'GET')
      return answer(400, 'text/plain', 'no-store', '');
    if (asPictureAddress(address.pathname) !== null) return picture(await findPicture(address.pathname));
    const file = files.get(address.pathname);
    if (file === undefined) return answer(404, 'text/plain', 'no-store', '');
    return answer(200, file.type, file.hashed ? kept : 'no-cache', file.bytes);
  });
}

async function picture(file: string | null): Promise<Response> {
  const type = file === null ? null : contentType(file);
  if (file === null || type === null) return answer(404, 'text/plain', 'no-store', '');
  try {
    return answer(200, type, kept, await readFile(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return answer(404, 'text/plain', 'no-store', '');
  }
}

function answer(status: number, type: string, caching: string, body: Buffer | string): Response {
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    status,
    headers: {
      'Content-Type': type,
      'Cache-Control': caching,
      'Content-Security-Policy': contentSecurityPolicy(),
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
