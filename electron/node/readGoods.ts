import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '../../models/bundle.ts';
import type { GoodImage } from '../../models/goodImage.ts';
import { leastMatchEver } from '../../models/locate/calibrateLocating.ts';
import type { Preprocessing } from '../../models/manifest.ts';
import { notFoundReason } from '../common/notFound.ts';
import { decodeImage } from './imaging/decode.ts';
import { prepareLocated } from './imaging/prepare.ts';
import { UnreadableImage } from './imaging/unreadableImage.ts';

/** A file that was left out, and why in a sentence. */
export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

export interface Goods {
  readonly images: GoodImage[];
  readonly skipped: SkippedFile[];
}

export interface ReadGoodsOptions {
  /** Absolute folder that `files` are relative to. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly preprocessing: Preprocessing;
  readonly onRead: (read: number, skipped: readonly SkippedFile[]) => void;
  readonly signal?: AbortSignal;
}

/** Files decoded at once; each is a thread of its own. */
const lookahead = 3;

/**
 * Decodes and prepares good images in the order of `files`. What cannot be read, or is byte for byte an image already
 * read, is left out and listed. @throws the signal's reason when aborted.
 */
export async function readGoods({ files, signal, onRead, ...how }: ReadGoodsOptions): Promise<Goods> {
  const images: GoodImage[] = [];
  const skipped: SkippedFile[] = [];
  const firstOf = new Map<string, string>();
  const ahead: Promise<GoodImage | SkippedFile>[] = [];
  for (let next = 0, read = 0; read < files.length; read++) {
    signal?.throwIfAborted();
    while (next < files.length && ahead.length < lookahead) ahead.push(readGood(files[next++]!, how));
    const result = await ahead.shift()!;
    if ('reason' in result) {
      skipped.push(result);
    } else {
      const first = firstOf.get(result.sha256);
      if (first === undefined) images.push(result);
      else skipped.push({ file: result.file, reason: `It is the same image as ${first}, byte for byte.` });
      firstOf.set(result.sha256, first ?? result.file);
    }
    onRead(read + 1, skipped);
  }
  return { images, skipped };
}

async function readGood(
  file: string,
  { folder, preprocessing }: Pick<ReadGoodsOptions, 'folder' | 'preprocessing'>,
): Promise<GoodImage | SkippedFile> {
  try {
    const bytes = await readFile(path.join(folder, file));
    const image = await decodeImage(bytes, { bitDepth: preprocessing.bitDepth ?? null });
    const { input, located } = await prepareLocated(image, preprocessing);
    if (located !== null && located.match < leastMatchEver) {
      return { file, reason: notFoundReason(located, leastMatchEver) };
    }
    return { file, sha256: sha256Hex(bytes), pixels: input, ...(located !== null && { located }) };
  } catch (error) {
    if (error instanceof UnreadableImage) return { file, reason: error.message };
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    return { file, reason: `It cannot be read: ${(error as Error).message}.` };
  }
}
