import { createHash } from 'node:crypto';
import { whyNotFound } from '../../common/notFound.ts';
import { decideVerdict } from '../../common/verdict.ts';
import type { InferenceReply, JudgeImage, OpenBundle } from '../../common/inferenceProtocol.ts';
import type { Located } from '../../../models/locate/located.ts';
import type { Preprocessing } from '../../../models/manifest.ts';
import { decodeImage } from '../imaging/decode.ts';
import type { RawImage } from '../imaging/decodedImage.ts';
import { prepareLocated } from '../imaging/prepare.ts';
import { regionPixels } from '../imaging/regionPixels.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import { defectPlaces } from './defectPlaces.ts';
import { drawPictures } from './drawPictures.ts';
import type { JudgingModel } from './judgingModel.ts';
import { locatedPart } from './locatedPart.ts';
import { readSettledFile } from './readSettledFile.ts';
import type { Run } from './runTogether.ts';

/** An image ready for the model. */
export interface PreparedImage {
  readonly sha256: string;
  readonly image: RawImage;
  readonly region: RawImage;
  readonly located: Located | null;
  readonly input: Float32Array;
  readonly decodeMs: number;
}

export type ImageReply = Extract<InferenceReply, { resultId: unknown }>;

/** How this bundle's images are prepared: as it was taught, but for what the recipe decides. */
export function preprocessingOf(model: JudgingModel, order: OpenBundle): Preprocessing {
  return { ...model.manifest.preprocessing, otherSizes: order.otherSizes };
}

/** Reads, hashes, decodes, crops and scales one file, or says at once what is to be answered. */
export async function prepare(
  request: JudgeImage,
  preprocessing: Preprocessing,
): Promise<PreparedImage | ImageReply> {
  const { resultId } = request;
  const beganMs = performance.now();
  let sha256: string | null = null;
  let size: { width: number; height: number } | null = null;
  try {
    const bytes = await readSettledFile(request);
    if (!Buffer.isBuffer(bytes)) return { kind: bytes, resultId };
    sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 === request.inspectedSha256) return { kind: 'unchanged', resultId, sha256 };
    const image = await decodeImage(bytes, { bitDepth: preprocessing.bitDepth ?? null });
    size = image;
    const { input, located } = await prepareLocated(image, preprocessing);
    const region = regionPixels(image, preprocessing, located);
    return { sha256, image, region, located, input, decodeMs: performance.now() - beganMs };
  } catch (error) {
    if (!(error instanceof UnreadableImage)) throw error;
    size ??= error.imageSize;
    return {
      kind: 'unreadable',
      resultId,
      code: error.code,
      reason: error.message,
      sha256,
      imageWidth: size?.width ?? null,
      imageHeight: size?.height ?? null,
      decodeMs: performance.now() - beganMs,
    };
  }
}

/** Draws the pictures and makes the answer. */
export async function finish(
  request: JudgeImage,
  { sha256, image, region, located: place, decodeMs }: PreparedImage,
  { judgement, runMs }: Run,
  manifest: JudgingModel['manifest'],
): Promise<ImageReply> {
  const { resultId, limit, reviewLimit, archivePass } = request;
  const { calibration, preprocessing } = manifest;
  const located = locatedPart(place, manifest);
  const common = { resultId, sha256, imageWidth: image.width, imageHeight: image.height, decodeMs };
  const score = judgement.scores[calibration.head] ?? Number.NaN;
  const passes = decideVerdict(score, limit, reviewLimit) === 'pass' && whyNotFound(located) === null;
  const { width, height } = preprocessing;
  const drawing = { image, region, map: { values: judgement.map, width, height } };
  const drawn = await drawPictures(drawing, request.pictures, !passes || archivePass);
  const places = passes ? [] : defectPlaces(judgement.map, width, height);
  return { kind: 'judged', scores: judgement.scores, places, located, runMs, ...common, ...drawn };
}
