import type { FinishedFiles } from './finishedFiles.ts';
import { listImages } from './listImages.ts';
import { lookAtFile } from './lookAtFile.ts';
import type { LookedAt } from './applyLooks.ts';
import type { Stock } from './stock.ts';

/** Finished files looked at again in one scan; names alone are cheap, asking for size and time is not. */
const finishedPerScan = 2000;
const looksAtOnce = 64;

export interface FolderScan {
  /** Looks into the whole folder, some hundred names at a time. Rejects when the folder cannot be read. */
  scan(): AsyncGenerator<LookedAt[]>;
}

/**
 * Every scan looks at all files that are new or open, and in turns at the finished ones, whose content may have been
 * exported anew under the old name: all of them in a folder of up to 2000, a share of them in a larger one.
 */
export function createFolderScan(
  folder: string,
  recursive: boolean,
  stock: Stock,
  finished: FinishedFiles,
): FolderScan {
  let scans = 0;
  let finishedBefore = 0;
  return {
    async *scan() {
      const shares = Math.max(1, Math.ceil(finishedBefore / finishedPerScan));
      const due = scans++ % shares;
      let count = 0;
      for await (const names of listImages(folder, recursive)) {
        const looked = names.filter((file) => {
          if (stock.find(file) !== undefined || finished.find(file) === undefined) return true;
          return count++ % shares === due;
        });
        yield await lookAtFiles(folder, looked);
      }
      finishedBefore = count;
    },
  };
}

export async function lookAtFiles(folder: string, files: readonly string[]): Promise<LookedAt[]> {
  const looks: LookedAt[] = [];
  for (let start = 0; start < files.length; start += looksAtOnce) {
    const some = files.slice(start, start + looksAtOnce);
    looks.push(
      ...(await Promise.all(some.map(async (file) => ({ file, look: await lookAtFile(folder, file) })))),
    );
  }
  return looks;
}
