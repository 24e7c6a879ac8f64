import type {
  ChallengeJudged,
  DrawInspection,
  InspectionDrawn,
  JudgeChallenge,
  JudgeImage,
  OpenBundle,
} from '../../common/inferenceProtocol.ts';
import { drawInspection } from './drawInspection.ts';
import { judgeChallenge } from './judgeChallenge.ts';
import { finish, prepare, preprocessingOf, type ImageReply } from './judgeImage.ts';
import type { JudgingModel } from './judgingModel.ts';
import { runTogether } from './runTogether.ts';
import { slots } from './slots.ts';

type Request = JudgeImage | JudgeChallenge | DrawInspection;
type Reply = ImageReply | ChallengeJudged | InspectionDrawn;

/** Memory that the pixels of the images in work may take together; two are in work whatever they take. */
const pixelBytes = 96 * 2 ** 20;
const mostInWork = 12;

/** Images in work at once, when each takes so many bytes. */
export function imagesInWork(imageBytes: number): number {
  return Math.max(2, Math.min(mostInWork, Math.floor(pixelBytes / imageBytes)));
}

/**
 * Judges images as a conveyor: while the model runs on some, the next are decoded and the pictures of the last are drawn
 * on other threads; each answer comes in the order asked. `fail` is told once when the model itself fails, after which
 * nothing is answered any more: the process is to be started anew.
 */
export function judgeInOrder(
  model: JudgingModel,
  order: OpenBundle,
  answer: (reply: Reply) => void,
  fail: (error: unknown) => void,
): (request: Request) => void {
  const preprocessing = preprocessingOf(model, order);
  const run = runTogether(model);
  // Large until the first image has shown how large they are.
  let imageBytes = Infinity;
  const places = slots(() => imagesInWork(imageBytes));
  let previous: Promise<void> = Promise.resolve();
  let failed = false;

  async function judge(request: Request): Promise<Reply> {
    if (request.kind === 'draw') return drawInspection(request, preprocessing, run);
    if (request.kind === 'challenge') return judgeChallenge(request, preprocessing, model.manifest, run);
    const prepared = await prepare(request, preprocessing);
    if ('kind' in prepared) return prepared;
    imageBytes = prepared.image.data.byteLength;
    return finish(request, prepared, await run(prepared.input), model.manifest);
  }

  return (request) => {
    const turn = previous;
    const place = places.take();
    const answered = async (): Promise<void> => {
      const leave = await place;
      const reply = await judge(request);
      // Its pixels are let go of: one image that takes long, such as one that is archived, keeps no others out.
      leave();
      await turn;
      // Nothing after the failure was told, not even what had been judged beside it.
      if (!failed) answer(reply);
    };
    previous = answered().catch((error: unknown) => {
      if (!failed) fail(error);
      failed = true;
      // Those behind it wait for ever, in a process that is about to end.
      return new Promise<void>(() => {});
    });
  };
}
