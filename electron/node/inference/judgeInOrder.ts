import type { JudgeImage, OpenBundle } from '../../common/inferenceProtocol.ts';
import { finish, prepare, preprocessingOf, type ImageReply } from './judgeImage.ts';
import type { JudgingModel } from './judgingModel.ts';
import { slots } from './slots.ts';

/**
 * Images in work at once: while the model runs on one, the next is decoded and the pictures of the last are drawn, on
 * other threads. Each holds its pixels in memory, so they are few.
 */
export const imagesInWork = 3;

/**
 * Judges images as a conveyor: each answer comes in the order asked. `fail` is told when the model itself fails, after
 * which nothing is answered any more: the process is to be started anew.
 */
export function judgeInOrder(
  model: JudgingModel,
  order: OpenBundle,
  answer: (reply: ImageReply) => void,
  fail: (error: unknown) => void,
): (request: JudgeImage) => void {
  const preprocessing = preprocessingOf(model, order);
  const places = slots(imagesInWork);
  let previousRun: Promise<void> = Promise.resolve();
  let previousAnswer: Promise<void> = Promise.resolve();

  async function judge(request: JudgeImage, runTurn: Promise<void>, endRun: () => void): Promise<ImageReply> {
    const prepared = await prepare(request, preprocessing, order.bitDepth);
    await runTurn;
    if ('kind' in prepared) {
      endRun();
      return prepared;
    }
    const beganMs = performance.now();
    const judgement = await model.judge(prepared.input);
    const runMs = performance.now() - beganMs;
    endRun();
    return finish(request, { prepared, judgement, runMs }, model.manifest);
  }

  return (request) => {
    const runTurn = previousRun;
    const { promise: run, resolve: endRun } = Promise.withResolvers<void>();
    previousRun = run;
    const answerTurn = previousAnswer;
    const place = places.take();
    const answered = async (): Promise<void> => {
      const leave = await place;
      const reply = await judge(request, runTurn, endRun);
      await answerTurn;
      leave();
      answer(reply);
    };
    previousAnswer = answered();
    // One failure is told once; those waiting behind it wait for ever, in a process that is about to end.
    previousAnswer = previousAnswer.catch((error: unknown) => {
      fail(error);
      return new Promise<void>(() => {});
    });
  };
}
