import type {
  DrawInspection,
  InferenceReply,
  JudgeChallenge,
  JudgeImage,
  OpenBundle,
} from '../common/inferenceProtocol.ts';
import type { ResultId } from '../common/inspection.ts';
import type { InferenceState, ProviderState } from '../common/stationState.ts';
import type { LaunchProcess } from './childProcess.ts';
import type { InferenceLink } from './lane/inferenceLink.ts';
import { supervise, type Supervisor } from './supervisor.ts';
import { systemTimers, type Timers } from './timers.ts';

/** An accelerator whose driver ends the process this often while the bundle is opened is given up for the cpu. */
const endsBeforeCpu = 2;

type Reply = Exclude<InferenceReply, { kind: 'beat' | 'failing' }>;

/** An InferenceLink over one supervised inference process. */
export function createInferenceClient(launch: LaunchProcess, timers: Timers = systemTimers): InferenceLink {
  let supervisor: Supervisor | null = null;
  let replyListener: (reply: Reply) => void = () => {};
  let stateListener: (state: InferenceState) => void = () => {};
  let lostListener: (outstanding: ResultId[], reason: string) => void = () => {};
  const outstanding = new Set<ResultId>();
  let phase: InferenceState['phase'] = 'stopped';
  let endsWhileOpening = 0;
  let lastEnd = '';
  let cpuInstead: Pick<ProviderState, 'chosen' | 'fallbackReason'> | null = null;

  function enter(next: InferenceState['phase'], provider: ProviderState, reason: string | null = null): void {
    phase = next;
    stateListener({ phase, reason, restarts: supervisor?.restarts ?? 0, provider });
  }

  function hear(reply: Reply, unmeasured: ProviderState): void {
    if ('resultId' in reply) {
      if (outstanding.delete(reply.resultId)) replyListener(reply);
      return;
    }
    if (reply.kind === 'opened') {
      const provider = cpuInstead === null ? reply.provider : { ...reply.provider, ...cpuInstead };
      if (cpuInstead === null) endsWhileOpening = 0;
      replyListener({ ...reply, provider });
      enter('ready', provider);
      return;
    }
    replyListener(reply);
    if (reply.kind === 'challenged' || reply.kind === 'drawn') return;
    enter('refused', unmeasured, reply.reason);
    void supervisor?.close();
  }

  /** What is really asked of a process that is started now. */
  function present(request: OpenBundle): OpenBundle {
    const { provider: chosen } = request;
    if (chosen === 'cpu' || endsWhileOpening < endsBeforeCpu) return request;
    const fallbackReason = `Opening the bundle ended the process ${endsWhileOpening} times, so the cpu runs. The last time: ${lastEnd}`;
    cpuInstead = { chosen, fallbackReason };
    return { ...request, provider: 'cpu' };
  }

  /** What is asked beside the line: nothing is asked again when the process ends. */
  function aside(request: JudgeChallenge | DrawInspection): void {
    if (phase !== 'ready') throw new Error(`Only a ready inference process judges; this one is ${phase}.`);
    supervisor?.send(request);
  }

  return {
    open(request: OpenBundle) {
      if (supervisor !== null) throw new Error('An inference link opens one bundle; make another link.');
      const unmeasured: ProviderState = {
        chosen: request.provider,
        measured: null,
        msPerImage: null,
        fallbackReason: null,
      };
      supervisor = supervise({
        title: 'The inference process',
        launch: () => launch('inference'),
        beats: true,
        onStart(child) {
          child.port.send(present(request));
          // The first start happens inside open(), and listeners are never called from inside a call.
          timers.after(0, () => {
            if (phase === 'stopped' || phase === 'restarting') enter('starting', unmeasured);
          });
        },
        onValue: (value) => hear(value as Reply, unmeasured),
        onEnd(reason) {
          if (phase === 'starting') endsWhileOpening += 1;
          lastEnd = reason;
          const lost = [...outstanding];
          outstanding.clear();
          lostListener(lost, reason);
          enter('restarting', unmeasured, reason);
        },
        timers,
      });
      supervisor.start();
    },
    judge(request: JudgeImage) {
      if (phase !== 'ready') throw new Error(`Only a ready inference process judges; this one is ${phase}.`);
      if (outstanding.has(request.resultId)) {
        throw new Error(`Inspection ${request.resultId} was asked for already.`);
      }
      outstanding.add(request.resultId);
      supervisor?.send(request);
    },
    challenge: aside,
    draw: aside,
    onReply: (listener) => void (replyListener = listener),
    onState: (listener) => void (stateListener = listener),
    onLost: (listener) => void (lostListener = listener),
    async close() {
      phase = 'stopped';
      outstanding.clear();
      replyListener = () => {};
      stateListener = () => {};
      lostListener = () => {};
      await supervisor?.close();
    },
  };
}
