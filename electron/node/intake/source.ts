import { stat } from 'node:fs/promises';
import { say } from '../../common/stationSentence.ts';
import type { LaneState } from '../../common/stationState.ts';
import type { StoredFolder } from '../store/watchedFolders.ts';
import { watchForHints, type Watch } from './watch.ts';

type State = LaneState['source'];

/** The watched folder itself: whether it is there, and the hints it gives. */
export interface Source {
  readonly state: State;
  /** Whether file-system events are had at present. */
  readonly hinted: boolean;
  /** Looks for the folder and, where events are wanted, sees to it that they are had. Never rejects. */
  isThere(): Promise<boolean>;
  /** An error met while reading the folder: true when it says that the folder cannot be read. */
  failed(error: unknown): boolean;
  close(): void;
}

export function createSource(
  folder: Pick<StoredFolder, 'path' | 'recursive' | 'watching'>,
  events: { onHint: (file: string | null) => void; onChange: (state: State) => void },
): Source {
  let state: State = { state: 'starting', reason: null };
  let watch: Watch | null = null;
  /** The folder the events are of: one removed and made again has another number. */
  let watchedInode = 0;
  /** Null: not tried or working. Events that failed once are tried again only for another folder. */
  let eventsFailed: string | null = null;
  let closed = false;

  function enter(next: State): void {
    if (closed || (next.state === state.state && next.reason === state.reason)) return;
    state = next;
    events.onChange(next);
  }

  function unwatch(): void {
    watch?.close();
    watch = null;
  }

  function watchAgain(inode: number): void {
    unwatch();
    watchedInode = inode;
    eventsFailed = null;
    watch = watchForHints(folder.path, folder.recursive, events.onHint, (reason) => {
      watch = null;
      eventsFailed = reason;
      if (state.state === 'watching') enter({ state: 'polling', reason });
    });
  }

  function missing(error: unknown): void {
    unwatch();
    watchedInode = 0;
    const { code = '' } = error as NodeJS.ErrnoException;
    const { path } = folder;
    const known = {
      ENOENT: 'sourceAbsent',
      ENOTDIR: 'sourceNoFolder',
      EACCES: 'sourceForbidden',
      EPERM: 'sourceForbidden',
    } as const;
    const reason =
      code in known
        ? say(known[code as keyof typeof known], { path })
        : `${path} cannot be watched: ${String(error)}.`;
    enter({ state: 'missing', reason });
  }

  return {
    get state() {
      return state;
    },
    get hinted() {
      return watch !== null;
    },
    async isThere() {
      try {
        const found = await stat(folder.path);
        if (!found.isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
        if (closed) return true;
        if (folder.watching === 'events' && found.ino !== watchedInode) watchAgain(found.ino);
        enter({ state: watch === null ? 'polling' : 'watching', reason: eventsFailed });
        return true;
      } catch (error) {
        missing(error);
        return false;
      }
    },
    failed(error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined) return false;
      missing(error);
      return true;
    },
    close() {
      closed = true;
      unwatch();
    },
  };
}
