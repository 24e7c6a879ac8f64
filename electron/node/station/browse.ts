import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CallFailure } from '../../common/callFailure.ts';
import { say } from '../../common/stationSentence.ts';
import type { GoodFolder, StationHandlers } from '../../common/contract.ts';
import type { SampleId } from '../../common/inspection.ts';
import { decodeImage } from '../imaging/decode.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import { listGoods } from '../lookAtGoods.ts';
import { browseFolders } from './browseFolders.ts';
import { createSamples, type Samples } from './samples.ts';
import type { StationParts } from './stationParts.ts';

/** Images decoded to learn what a folder of good images holds. */
const looked = 36;

/** Looking around on the station's own disks, for screens elsewhere. */
export interface Browsing {
  readonly calls: Pick<StationHandlers, 'browseFolders' | 'lookAtGoodFolder'>;
  readonly samples: Samples;
}

export function createBrowsing({ home, wallClockMs }: Pick<StationParts, 'home' | 'wallClockMs'>): Browsing {
  const samples = createSamples(home, wallClockMs);
  return {
    samples,
    calls: {
      browseFolders: ({ path: folder }) => browseFolders(folder),
      lookAtGoodFolder: ({ path: folder }) => lookAtGoodFolder(folder, samples),
    },
  };
}

async function lookAtGoodFolder(given: string, samples: Samples): Promise<GoodFolder> {
  const folder = absolutePath(given);
  const files = await readable(folder, () => listGoods(folder, false));
  const sizes = new Map<string, { width: number; height: number; count: number }>();
  const unreadable: { file: string; reason: string }[] = [];
  let channels: 1 | 3 = 1;
  let sample: SampleId | null = null;
  for (const file of files.slice(0, looked)) {
    try {
      const image = await decodeImage(await readFile(path.join(folder, file)));
      const { width, height } = image;
      if (image.channels === 3) channels = 3;
      if (sizes.size === 0) sample = await samples.keep(image);
      const key = `${width}x${height}`;
      sizes.set(key, { width, height, count: (sizes.get(key)?.count ?? 0) + 1 });
    } catch (error) {
      const isFromFiles = error instanceof UnreadableImage || 'syscall' in (error as object);
      if (!isFromFiles) throw error;
      unreadable.push({ file, reason: (error as Error).message });
    }
  }
  return {
    images: files.length,
    sizes: [...sizes.values()].sort((a, b) => b.count - a.count),
    channels,
    unreadable,
    sample,
  };
}

function absolutePath(given: string): string {
  if (!path.isAbsolute(given)) {
    throw new CallFailure('refused', say('notWholePath', { path: given }));
  }
  return path.resolve(given);
}

async function readable<Result>(folder: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const why = {
      ENOENT: 'folderAbsent',
      ENOTDIR: 'folderIsFile',
      EACCES: 'folderForbidden',
      EPERM: 'folderForbidden',
    } as const;
    if (!(code in why)) throw error;
    throw new CallFailure('refused', say(why[code as keyof typeof why], { path: folder }));
  }
}
