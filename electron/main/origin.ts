/** The scheme the app's own pages and pictures are loaded by. */
export const scheme = 'plumbline';
export const origin = `${scheme}://app`;
export const firstPage = `${origin}/index.html`;

/** Whether an address is one of the app's own pages. */
export function isOwnPage(address: string | undefined): boolean {
  const url = address === undefined ? null : URL.parse(address);
  return url !== null && url.protocol === `${scheme}:` && url.host === 'app';
}
