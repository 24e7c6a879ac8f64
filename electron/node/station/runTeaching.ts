import { mkdir, rm } from 'node:fs/promises';
import type { TeachingId } from '../../common/inspection.ts';
import type { TeachingState } from '../../common/stationState.ts';
import type { TeachReply, TeachRequest } from '../../common/teachProtocol.ts';
import type { ChildProcess } from '../childProcess.ts';

export interface TeachingRun {
  readonly teachingId: TeachingId;
  readonly product: string;
  /** What the teach process is asked for; `out` must not be there yet. */
  readonly request: Exclude<TeachRequest, { kind: 'cancel' | 'lab' }>;
  readonly launch: () => ChildProcess;
  readonly onProgress: (state: TeachingState) => void;
  /**
   * Called once, when the bundle lies in `out`: installs it and answers the recipe made. Its failure fails the teaching.
   */
  readonly install: (out: string) => Promise<TeachingState['recipeId']>;
}

export interface RunningTeaching {
  readonly state: TeachingState;
  /** Settled when the process is gone and the last state was announced; never rejects. */
  readonly finished: Promise<void>;
  cancel(): void;
  /** Ends the process at once; the teaching counts as cancelled. */
  kill(): Promise<void>;
}

/** How long a cancelled teach process may take to end by itself. */
const cancelPatienceMs = 10_000;
const ended: readonly TeachingState['phase'][] = ['done', 'cancelled', 'failed'];

/** One teaching in a process of its own: inspection goes on, and a crash here costs the teaching only. */
export function runTeaching(run: TeachingRun): RunningTeaching {
  let state = begun(run);
  let child: ChildProcess | null = null;
  let cancelled = false;
  let lastWord: TeachingState['phase'] | null = null;

  const announce = (change: Partial<TeachingState>): void => {
    state = { ...state, ...change };
    run.onProgress(state);
  };

  async function work(): Promise<void> {
    await mkdir(run.request.pictures, { recursive: true });
    if (cancelled) return announce({ phase: 'cancelled' });
    const exit = await new Promise<{ code: number | null; signal: string | null }>((resolve) => {
      child = run.launch();
      child.port.onValue((value) => hear(value as TeachReply));
      child.onExit((code, signal) => resolve({ code, signal }));
      child.port.send(run.request);
    });
    child = null;
    if (lastWord === 'done') {
      announce({ phase: 'done', recipeId: await run.install(run.request.out) });
    } else if (cancelled || lastWord === 'cancelled') {
      announce({ phase: 'cancelled', secondsLeft: null });
    } else if (lastWord !== 'failed') {
      const how = exit.signal === null ? `with exit code ${exit.code}` : `by ${exit.signal}`;
      throw new Error(`The teach process ended ${how} before teaching was complete; start it again.`);
    }
  }

  function hear(reply: TeachReply): void {
    if (reply.kind !== 'progress') return;
    const { phase } = reply.progress;
    if (ended.includes(phase)) lastWord = phase;
    // Done is announced only when the recipe is there.
    const told = phase === 'done' ? { ...reply.progress, phase: 'writing' as const } : reply.progress;
    announce({
      ...told,
      curves: told.step > state.step ? continued(state.curves, told.losses) : state.curves,
      longestSecondsLeft: Math.max(state.longestSecondsLeft, told.secondsLeft ?? 0),
    });
  }

  const finished = work()
    .catch((error: Error) => announce({ phase: 'failed', reason: error.message, secondsLeft: null }))
    .finally(() => rm(run.request.out, { recursive: true, force: true }).catch(() => undefined));

  return {
    get state() {
      return state;
    },
    finished,
    cancel() {
      if (cancelled || child === null) return void (cancelled = true);
      cancelled = true;
      const asked = child;
      asked.port.send({ kind: 'cancel' } satisfies TeachRequest);
      const timer = setTimeout(() => asked.kill(), cancelPatienceMs);
      void finished.then(() => clearTimeout(timer));
    },
    async kill() {
      cancelled = true;
      child?.kill();
      await finished;
    },
  };
}

const longestCurve = 80;

/** Thinned by half when they get long: the course is what is looked at. */
function continued(
  curves: TeachingState['curves'],
  losses: TeachingState['losses'],
): TeachingState['curves'] {
  const next = Object.entries(losses).map(([name, value]) => {
    const before = curves[name] ?? [];
    const kept = before.length < longestCurve ? before : before.filter((_, at) => at % 2 === 0);
    return [name, [...kept, value]] as const;
  });
  return { ...curves, ...Object.fromEntries(next) };
}

function begun({ teachingId, product }: TeachingRun): TeachingState {
  return {
    teachingId,
    product,
    phase: 'reading',
    step: 0,
    steps: null,
    secondsLeft: null,
    losses: {},
    curves: {},
    longestSecondsLeft: 0,
    images: 0,
    skipped: [],
    picture: 0,
    recipeId: null,
    plan: null,
    calibration: null,
    reason: null,
  };
}
