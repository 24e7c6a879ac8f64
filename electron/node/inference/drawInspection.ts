import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { DrawnKind } from '../../common/drawn.ts';
import type { DrawInspection, InspectionDrawn } from '../../common/inferenceProtocol.ts';
import { say } from '../../common/stationSentence.ts';
import type { Preprocessing } from '../../../models/manifest.ts';
import { decodeImage } from '../imaging/decode.ts';
import { encodeArchive } from '../imaging/encodeArchive.ts';
import { encodeDifference, encodePlanes } from '../imaging/encodePlanes.ts';
import { prepareLocated, prepareRegion } from '../imaging/prepare.ts';
import { regionPixels } from '../imaging/regionPixels.ts';
import { shrinkToEightBit } from '../imaging/shrinkToEightBit.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import type { runTogether } from './runTogether.ts';
import { writePicture } from './writePicture.ts';

/** Draws what somebody wants to see closely of an image judged before, from the very pixels it was judged by. */
export async function drawInspection(
  request: DrawInspection,
  preprocessing: Preprocessing,
  run: ReturnType<typeof runTogether>,
): Promise<InspectionDrawn> {
  const { ofResult, kinds, pictures } = request;
  const drawn: DrawnKind[] = [];
  const keep = async (kind: DrawnKind, bytes: Promise<Buffer>): Promise<void> => {
    await writePicture(pictures[kind], await bytes, false);
    drawn.push(kind);
  };
  try {
    const image = await decodeImage(await readSame(request), { bitDepth: preprocessing.bitDepth ?? null });
    const wantsNetwork = kinds.includes('reconstruction') || kinds.includes('difference');
    const isRegion = request.extent === 'region';
    const prepared =
      wantsNetwork || (preprocessing.locate && !isRegion)
        ? isRegion
          ? { input: await prepareRegion(image, preprocessing), located: null }
          : await prepareLocated(image, preprocessing)
        : { input: null, located: null };
    if (kinds.includes('region')) {
      const region = isRegion ? image : regionPixels(image, preprocessing, prepared.located);
      await keep('region', encodeArchive(shrinkToEightBit(region, 1)));
    }
    let reason: string | null = null;
    if (wantsNetwork && prepared.input !== null) {
      const { reconstruction } = (await run(prepared.input)).judgement;
      if (reconstruction === null) reason = say('drawNoNetwork');
      else {
        await keep('reconstruction', encodePlanes(reconstruction, preprocessing));
        await keep('difference', encodeDifference(prepared.input, reconstruction, preprocessing));
      }
    }
    return { kind: 'drawn', ofResult, drawn, reason };
  } catch (error) {
    const reason = sentenceOf(error);
    if (reason === null) throw error;
    return { kind: 'drawn', ofResult, drawn, reason };
  }
}

async function readSame({ file, sha256 }: DrawInspection): Promise<Buffer> {
  const bytes = await readFile(file);
  if (sha256 !== null && createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new UnreadableImage('notAnImage', say('drawOtherFile', { file }));
  }
  return bytes;
}

/** Null when neither the image nor the disk is at fault. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof UnreadableImage) return error.message;
  const { syscall, code } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return null;
  if (code === 'ENOENT') return say('drawFileGone');
  return `It cannot be drawn (${code}).`;
}
