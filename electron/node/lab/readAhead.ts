import type { LeftOutImage } from '../../common/lab.ts';
import type { ListedImage, ReadImage } from './labImage.ts';

/** Files decoded at once; each is a thread of its own. */
const lookahead = 3;

/** Reads in the order of the list, a few ahead. @throws the signal's reason when aborted. */
export async function* readAhead(
  listed: readonly ListedImage[],
  signal: AbortSignal,
): AsyncGenerator<ReadImage | LeftOutImage> {
  const ahead: Promise<ReadImage | LeftOutImage>[] = [];
  try {
    for (let next = 0, read = 0; read < listed.length; read++) {
      signal.throwIfAborted();
      while (next < listed.length && ahead.length < lookahead) {
        const reading = listed[next++]!.read();
        // It is awaited in its turn; until then its failure is nobody's.
        reading.catch(() => undefined);
        ahead.push(reading);
      }
      yield await ahead.shift()!;
    }
  } finally {
    await Promise.allSettled(ahead);
  }
}
