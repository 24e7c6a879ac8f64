import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ChallengeJudged, JudgeChallenge } from '../../common/inferenceProtocol.ts';
import type { Preprocessing } from '../../../models/manifest.ts';
import { decodeImage } from '../imaging/decode.ts';
import { prepareLocated, prepareRegion } from '../imaging/prepare.ts';
import { UnreadableImage } from '../imaging/unreadableImage.ts';
import type { JudgingModel } from './judgingModel.ts';
import { locatedPart } from './locatedPart.ts';
import type { runTogether } from './runTogether.ts';

/** Judges one image of a challenge set as an image of the line is judged; nothing is drawn, nothing is written. */
export async function judgeChallenge(
  request: JudgeChallenge,
  preprocessing: Preprocessing,
  manifest: JudgingModel['manifest'],
  run: ReturnType<typeof runTogether>,
): Promise<ChallengeJudged> {
  const { challengeImageId } = request;
  try {
    const bytes = await readFile(request.file);
    if (createHash('sha256').update(bytes).digest('hex') !== request.sha256) {
      throw new UnreadableImage('notAnImage', 'The file is not the one that was added to the challenge set.');
    }
    const image = await decodeImage(bytes, { bitDepth: preprocessing.bitDepth ?? null });
    const { input, located } =
      request.extent === 'region'
        ? { input: await prepareRegion(image, preprocessing), located: null }
        : await prepareLocated(image, preprocessing);
    const { judgement } = await run(input);
    return {
      kind: 'challenged',
      challengeImageId,
      judged: { scores: judgement.scores, located: locatedPart(located, manifest) },
      reason: null,
    };
  } catch (error) {
    const reason = unreadableReason(error);
    if (reason === null) throw error;
    return { kind: 'challenged', challengeImageId, judged: null, reason };
  }
}

/** Null when it is not the image's fault. */
function unreadableReason(error: unknown): string | null {
  if (error instanceof UnreadableImage) return error.message;
  const { syscall, code } = error as NodeJS.ErrnoException;
  return syscall === undefined ? null : `The image of the challenge set cannot be read (${code}).`;
}
