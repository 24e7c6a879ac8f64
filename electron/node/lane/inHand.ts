import type { InferenceReply } from '../../common/inferenceProtocol.ts';
import type { ResultId } from '../../common/inspection.ts';
import type { OpenImage } from '../intake/openImage.ts';
import type { InForce } from './judgement.ts';

/** What became of an image, final: it is committed in its turn. */
export type Answer = Extract<InferenceReply, { kind: 'judged' | 'unreadable' | 'unchanged' }>;

export interface ImageInHand {
  readonly image: OpenImage;
  stage: 'waiting' | 'asked' | 'answered';
  answer: Answer | null;
  /** What was in force when it was asked for; null when it never was. */
  inForce: InForce | null;
  /** On the clock that only goes forward. */
  askedMs: number;
  /** How often the inference process ended while it had this image. */
  failures: number;
}

/** Failures of one image after which it is given up. */
export const maxFailures = 3;

/** The images a lane has taken on, in the order of arrival: asked for, answered and committed in it. */
export interface Hand {
  readonly size: number;
  readonly askedCount: number;
  add(image: OpenImage): ImageInHand;
  find(resultId: ResultId): ImageInHand | undefined;
  /** The next to ask for; undefined when there is none, or enough are asked for. */
  nextToAsk(): ImageInHand | undefined;
  /** Answered ones from the front, up to the first that is not; at most `count`. */
  answeredFirst(count: number): ImageInHand[];
  remove(one: ImageInHand): void;
  /** All of them, first to last. */
  all(): readonly ImageInHand[];
}

/**
 * Images the inference process is asked for at once: more than it has in work, so that it never waits for the next
 * request, also while one image takes long and the answers behind it wait for their turn.
 */
const askedAtOnce = 24;

export function createHand(): Hand {
  const line: ImageInHand[] = [];
  const asked = () => line.filter(({ stage }) => stage === 'asked');
  return {
    get size() {
      return line.length;
    },
    get askedCount() {
      return asked().length;
    },
    add(image) {
      const one: ImageInHand = {
        image,
        stage: 'waiting',
        answer: null,
        inForce: null,
        askedMs: 0,
        failures: 0,
      };
      line.push(one);
      return one;
    },
    find: (resultId) => line.find(({ image }) => image.resultId === resultId),
    nextToAsk() {
      // After a failure its images are asked for alone, until those are through: only then is it known whose it was.
      const oneByOne = line.some(({ stage, failures }) => failures > 0 && stage !== 'answered');
      if (asked().length >= (oneByOne ? 1 : askedAtOnce)) return undefined;
      const waiting = line.filter(({ stage }) => stage === 'waiting');
      return oneByOne ? waiting.find(({ failures }) => failures > 0) : waiting[0];
    },
    answeredFirst(count) {
      const end = line.findIndex(({ stage }) => stage !== 'answered');
      return line.slice(0, Math.min(count, end < 0 ? line.length : end));
    },
    remove(one) {
      const index = line.indexOf(one);
      if (index < 0) throw new Error(`Image ${one.image.file} is not in hand.`);
      line.splice(index, 1);
    },
    all: () => line,
  };
}
