import type {
  ChallengeJudged,
  DrawInspection,
  InferenceReply,
  InspectionDrawn,
  JudgeChallenge,
  JudgeImage,
  OpenBundle,
  OpenedBundle,
} from '../../common/inferenceProtocol.ts';
import type { FolderId, ResultId } from '../../common/inspection.ts';
import type { InferenceState } from '../../common/stationState.ts';
import type { CreateInference, InferenceLink } from './inferenceLink.ts';

export type ImageReply = Extract<InferenceReply, { resultId: ResultId }>;

/** What is asked beside the images of the line, and not asked again when the process ends. */
type Aside = JudgeChallenge | DrawInspection;
type AsideReply = ChallengeJudged | InspectionDrawn;

interface Waiting {
  readonly resolve: (reply: AsideReply) => void;
  readonly reject: (error: Error) => void;
}

/** The lane's inference process, whichever it is at present. */
export interface Judging {
  readonly state: InferenceState;
  /** The bundle in use; null until it has been read. */
  readonly bundle: OpenedBundle | null;
  readonly ready: boolean;
  /** Opens a bundle in a process of its own, ending the one before; keeps that one when nothing differs. */
  open(request: OpenBundle): Promise<void>;
  judge(request: JudgeImage): void;
  /** Rejects when nothing is ready to judge, or the process ends before it has answered. */
  challenge(request: JudgeChallenge): Promise<ChallengeJudged>;
  /** Rejects as a challenge does. Not to be asked twice at once for the same inspection. */
  draw(request: DrawInspection): Promise<InspectionDrawn>;
  close(): Promise<void>;
}

export interface JudgingEvents {
  readonly onReply: (reply: ImageReply) => void;
  readonly onLost: (outstanding: readonly ResultId[], reason: string) => void;
  readonly onState: (state: InferenceState) => void;
}

export function createJudging(
  folderId: FolderId,
  createInference: CreateInference,
  { onReply, onLost, onState }: JudgingEvents,
): Judging {
  let link: InferenceLink | null = null;
  let opened: OpenBundle | null = null;
  let bundle: OpenedBundle | null = null;
  let state: InferenceState = stopped('auto');
  const asides = new Map<string, Waiting>();

  function giveUpAsides(reason: string): void {
    for (const { reject } of asides.values()) reject(new Error(reason));
    asides.clear();
  }

  function askAside(request: Aside): Promise<AsideReply> {
    const asked = link;
    if (asked === null || state.phase !== 'ready') {
      return Promise.reject(new Error('Nothing judges at the moment.'));
    }
    return new Promise((resolve, reject) => {
      asides.set(nameOf(request), { resolve, reject });
      if (request.kind === 'challenge') asked.challenge(request);
      else asked.draw(request);
    });
  }

  async function close(): Promise<void> {
    const last = link;
    link = null;
    bundle = null;
    giveUpAsides('Another recipe, or none, judges now.');
    await last?.close();
  }

  return {
    get state() {
      return state;
    },
    get bundle() {
      return bundle;
    },
    get ready() {
      return link !== null && state.phase === 'ready';
    },
    async open(request) {
      if (link !== null && JSON.stringify(request) === JSON.stringify(opened) && state.phase !== 'refused')
        return;
      await close();
      opened = request;
      const next = createInference(folderId);
      link = next;
      state = { ...stopped(request.provider), phase: 'starting' };
      next.onReply((reply) => {
        if (link !== next) return;
        if (reply.kind === 'opened') bundle = reply.bundle;
        else if (reply.kind === 'challenged' || reply.kind === 'drawn') {
          asides.get(nameOf(reply))?.resolve(reply);
          asides.delete(nameOf(reply));
        } else if (reply.kind !== 'refused') onReply(reply);
      });
      next.onLost((outstanding, reason) => {
        if (link !== next) return;
        giveUpAsides(reason);
        onLost(outstanding, reason);
      });
      next.onState((changed) => {
        if (link !== next) return;
        state = changed;
        onState(changed);
      });
      next.open(request);
      onState(state);
    },
    judge(request) {
      if (link === null) throw new Error(`There is no inference process to judge ${request.file}.`);
      link.judge(request);
    },
    challenge: async (request) => (await askAside(request)) as ChallengeJudged,
    draw: async (request) => (await askAside(request)) as InspectionDrawn,
    async close() {
      await close();
      opened = null;
      state = stopped(state.provider.chosen);
      onState(state);
    },
  };
}

function nameOf(one: Aside | AsideReply): string {
  return 'ofResult' in one ? `draw ${one.ofResult}` : `challenge ${one.challengeImageId}`;
}

function stopped(chosen: InferenceState['provider']['chosen']): InferenceState {
  const provider = { chosen, measured: null, msPerImage: null, fallbackReason: null };
  return { phase: 'stopped', reason: null, restarts: 0, provider };
}
