import type { HeadName } from '../manifest.ts';

/** Fewest labelled bad images that teach a classifier. */
export const leastBads = 3;

/** @throws RangeError when the head asked for is the classifier and there are too few labelled bad images to teach one. */
export function requireLabels(head: HeadName, bads: number): void {
  if (head !== 'classifier' || bads >= leastBads) return;
  throw new RangeError(
    `A classifier needs at least ${leastBads} labelled bad images, got ${bads}; name a folder of them, or another head.`,
  );
}
