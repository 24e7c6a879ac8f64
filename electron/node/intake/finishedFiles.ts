import type { FolderId } from '../../common/inspection.ts';
import type { StationDatabase } from '../store/db.ts';
import { newestFinished } from '../store/ledger.ts';
import type { FileStamp } from './fileStamp.ts';

type Version = Pick<FileStamp, 'sizeBytes' | 'modifiedMs'>;

/** Files whose newest version needs no judging: the newest few from memory, all others from the ledger. */
export interface FinishedFiles {
  /** The version that is done with; undefined when the file is new or was moved away. */
  find(file: string): (Version & { readonly contentSha256: string | null }) | undefined;
  add(file: string, version: Version, contentSha256: string | null): void;
  /** It was moved away: what appears under this name from now on is another image. */
  remove(file: string): void;
}

const keptInMemory = 50_000;

export function createFinishedFiles(
  db: StationDatabase,
  folderId: FolderId,
  capacity = keptInMemory,
): FinishedFiles {
  const known = new Map<string, Version & { contentSha256: string | null }>();
  const remember = (file: string, version: Version & { contentSha256: string | null }) => {
    known.delete(file);
    known.set(file, version);
    if (known.size > capacity) known.delete(known.keys().next().value as string);
    return version;
  };
  return {
    find(file) {
      const found = known.get(file);
      if (found !== undefined) return found;
      const row = newestFinished(db, folderId, file);
      // What lies under the name of a moved or renamed image is another one.
      if (row === undefined || row.state === 'moved' || row.state === 'renamed') return undefined;
      const { sizeBytes, modifiedMs, contentSha256 } = row;
      return remember(file, { sizeBytes, modifiedMs, contentSha256 });
    },
    add: (file, { sizeBytes, modifiedMs }, contentSha256) =>
      void remember(file, { sizeBytes, modifiedMs, contentSha256 }),
    remove: (file) => void known.delete(file),
  };
}
