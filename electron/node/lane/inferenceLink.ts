import type { FolderId, ResultId } from '../../common/inspection.ts';
import type {
  DrawInspection,
  InferenceReply,
  JudgeChallenge,
  JudgeImage,
  OpenBundle,
} from '../../common/inferenceProtocol.ts';
import type { InferenceState } from '../../common/stationState.ts';

/**
 * The station's end of one supervised inference process for one bundle. Another bundle is another link, since a
 * session leaks on every reload. Listeners are set once, before `open`, and are called from the event loop, never
 * from inside a call to the link.
 */
export interface InferenceLink {
  /** Starts the process and has it load this bundle; called once. After every restart the link opens it again itself. */
  open(request: OpenBundle): void;
  /**
   * Asks for one image. Allowed only while the newest announced phase is `ready`, and never twice for a ResultId that
   * is not answered yet. Every request is answered by exactly one reply with its ResultId, or named by `onLost`.
   */
  judge(request: JudgeImage): void;
  /**
   * Asks for one image of a challenge set; allowed as `judge` is. Answered by one `challenged`, or lost without being
   * named when the process ends.
   */
  challenge(request: JudgeChallenge): void;
  /** Asks for pictures of an image judged before; allowed and lost as a challenge is, answered by one `drawn`. */
  draw(request: DrawInspection): void;
  /** Every reply but the heartbeat; replies of a process that was given up never arrive after `onLost`. */
  onReply(listener: (reply: Exclude<InferenceReply, { kind: 'beat' | 'failing' }>) => void): void;
  /** Every change, `ready` only after the bundle was opened; `opened` arrives by `onReply` before `ready` is announced. */
  onState(listener: (state: InferenceState) => void): void;
  /**
   * The process crashed, or hung and was killed; these images have no answer and are to be asked for again. Called
   * before the phase that follows (`restarting`) is announced, also with an empty list.
   */
  onLost(listener: (outstanding: ResultId[], reason: string) => void): void;
  /** Ends the process at once and for good; resolves when it is gone. What was outstanding is not reported lost. */
  close(): Promise<void>;
}

/** One link for the lane of this folder, not yet started. */
export type CreateInference = (folderId: FolderId) => InferenceLink;
