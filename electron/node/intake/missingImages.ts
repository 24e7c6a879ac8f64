import { problems, stampOf, type OpenImage } from './openImage.ts';
import type { Stock } from './stock.ts';

/** How long a file may be missing under its name before that counts: its new name may be noticed a little later. */
export const graceMs = 300;

/**
 * Decides about open images whose file is not there: gone under this name because it has another one now, or gone for
 * good, which is a row in the log. Those missing for a short time only are left to be looked at again.
 */
export function settleMissing(stock: Stock, missing: readonly OpenImage[], nowMs: number): void {
  const due = missing.filter((image) => {
    image.missingSinceMs ??= nowMs;
    if (nowMs - image.missingSinceMs >= graceMs) return true;
    if (image.stage === 'ready') stock.unsettle(image, 'recheck');
    return false;
  });
  if (due.length === 0) return;
  const byInode = new Map<number, OpenImage>();
  for (const image of stock.images()) {
    if (image.missingSinceMs === null) byInode.set(stampOf(image).inode, image);
  }
  byInode.delete(0);
  for (const image of due) {
    if (byInode.has(stampOf(image).inode)) stock.dropRenamed(image);
    else stock.giveUp(image, problems.gone, nowMs);
  }
}
