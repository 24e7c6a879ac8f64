import { copyFile, mkdir, readFile, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkbenchRequest } from '../../common/workbenchProtocol.ts';
import { decodeImage } from '../imaging/decode.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import { isImageName } from '../intake/imageName.ts';
import type { AtWork } from './serveWorkbench.ts';

const lookEveryMs = 500;
/** A file that cannot be read to its end after so many looks at the same size and time is no image. */
const mostLooks = 20;

interface Seen {
  /** Size and time at the last look. */
  stamp: string;
  looks: number;
  /** Taken, there before, or no image: it is not looked at again unless it changes. */
  settled: boolean;
}

/**
 * Copies the next `count` images that come into a folder, each once it stood still for a look and can be decoded. The folder
 * and its sub-folders are looked at, so that an image that the station moves on after its verdict is not missed.
 */
export async function collectImages(
  { path: folder, count, out }: Extract<WorkbenchRequest, { kind: 'collect' }>,
  { tell, signal }: AtWork,
): Promise<void> {
  await mkdir(out, { recursive: true });
  const seen = new Map<string, Seen>();
  const taken = new Set<string>();
  for (const [file, stamp] of await stamps(folder)) seen.set(file, { stamp, looks: 0, settled: true });
  for (const stamp of seen.values()) taken.add(stamp.stamp);
  tell({ kind: 'progress', done: 0, of: count });
  for (let collected = 0; collected < count;) {
    await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    for (const [file, stamp] of await stamps(folder)) {
      const before = seen.get(file);
      if (before === undefined || before.stamp !== stamp) {
        // Moved on after its verdict: size, time and most of the name stay.
        seen.set(file, { stamp, looks: 0, settled: taken.has(stamp) });
        continue;
      }
      if (before.settled || collected >= count) continue;
      before.looks += 1;
      const isWhole = await canBeRead(path.join(folder, file));
      if (!isWhole && before.looks < mostLooks) continue;
      before.settled = true;
      if (!isWhole || taken.has(stamp)) continue;
      taken.add(stamp);
      collected += 1;
      await copyWhole(path.join(folder, file), path.join(out, nameOf(collected, file)));
      tell({ kind: 'progress', done: collected, of: count });
    }
  }
}

/** Size, time and the beginning of the name of every image file there: the same for a file that was only moved. */
async function stamps(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new Error(`${folder} cannot be read any more (${error.code}); collecting has ended.`);
    },
  );
  for (const entry of entries) {
    if (!entry.isFile() || !isImageName(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const status = await stat(file).catch(() => null);
    if (status === null || status.size === 0) continue;
    const stem = path.parse(entry.name).name.replace(/_\d{1,6}$/, '');
    found.set(path.relative(folder, file), `${stem} ${status.size} ${status.mtimeMs}`);
  }
  return found;
}

async function canBeRead(file: string): Promise<boolean> {
  try {
    await decodeImage(await readFile(file));
    return true;
  } catch (error) {
    const { syscall } = error as NodeJS.ErrnoException;
    if (error instanceof UnreadableImage || syscall !== undefined) return false;
    throw error;
  }
}

/** In the order they came, and still by the name the camera gave. */
function nameOf(number: number, file: string): string {
  return `${String(number).padStart(5, '0')} ${path.basename(file)}`;
}

async function copyWhole(from: string, to: string): Promise<void> {
  await copyFile(from, `${to}.tmp`);
  await rename(`${to}.tmp`, to);
}
