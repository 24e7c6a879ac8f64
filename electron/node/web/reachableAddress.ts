import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/** What to put into an address so that it leads to a server listening on `host`; "everywhere" becomes this machine's. */
export function reachableAddress(host: string): string {
  if (host === '0.0.0.0' || host === '::') {
    const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const outer = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
    return outer?.address ?? '127.0.0.1';
  }
  return isIPv6(host) ? `[${host}]` : host;
}
