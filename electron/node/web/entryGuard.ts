import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { isSameSecret } from '../token.ts';

export interface EntryGuard {
  /** Sentence why this address is not the station's, against pages that point a name of theirs at it (DNS rebinding). */
  refusalOfHost(request: IncomingMessage): string | null;
  /** Whether it comes from a page of the station itself, or from no page at all. */
  isOwnPage(request: IncomingMessage): boolean;
  /** Whether it shows the token, as `?token=` or as the cookie. */
  mayEnter(request: IncomingMessage, url: URL): boolean;
  /** Set-Cookie line for a request that came with the right `?token=`; null for all others. */
  cookieFor(url: URL): string | null;
}

/** Decides who may enter the web host. `names` are the host names it answers to beside IP addresses. */
export function entryGuard(token: string, names: readonly string[]): EntryGuard {
  const cookieName = cookieNameFor(token);
  const hasToken = (url: URL): boolean => isSameSecret(url.searchParams.get('token') ?? '', token);
  return {
    refusalOfHost({ headers }) {
      const name = hostName(headers.host);
      if (name !== null && (isIP(name) !== 0 || names.includes(name))) return null;
      return `This station does not answer to the name "${(headers.host ?? '').slice(0, 80)}"; use its IP address.`;
    },
    isOwnPage: ({ headers }) => headers.origin === undefined || headers.origin === `http://${headers.host}`,
    mayEnter: ({ headers }, url) =>
      hasToken(url) ||
      cookieValues(headers.cookie ?? '', cookieName).some((value) => isSameSecret(value, token)),
    cookieFor: (url) =>
      hasToken(url) ? `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000` : null,
  };
}

/**
 * Cookies do not know ports: the name tells the stations of one machine apart, and stays with the home, so that a
 * browser never gathers more of them than there are stations.
 */
export function cookieNameFor(token: string): string {
  return `plumbline-${createHash('sha256').update(token).digest('hex').slice(0, 12)}`;
}

/** Name or address without port and brackets, in lower case; null for what is none. */
function hostName(header: string | undefined): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
}

function cookieValues(header: string, name: string): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
