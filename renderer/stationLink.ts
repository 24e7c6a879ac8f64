import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { CallName, StationApi } from '../electron/common/contract.ts';
import type { LabScoring } from '../electron/common/lab.ts';
import type { Port } from '../electron/common/port.ts';
import { mayAct } from '../electron/common/role.ts';
import { connect, type Connection } from '../electron/common/rpc.ts';
import type { StationState } from '../electron/common/stationState.ts';
import type { CallerState, LogIn, Signature } from '../electron/common/users.ts';
import { followStation, type Following, type StationMirror } from './followStation.ts';
import { greetStation } from './greetStation.ts';
import { forgetToken, type KeptToken } from './keptToken.ts';
import type { RecentInspections } from './recentInspections.ts';
import { createSigning, type Signing } from './signing.ts';

/** connecting: never reached yet; live: what is shown is the present; lost: what is shown is the past. */
export type LinkState = 'connecting' | 'live' | 'lost';

/** `state` and `recent` are the present only while `link` is live. */
export interface StationLink extends StationMirror {
  readonly link: Ref<LinkState>;
  /** Sentence of the last failed attempt; null while live. */
  readonly problem: Ref<string | null>;
  /** When the station was last heard, epoch ms; null before the first time. */
  readonly heardAtMs: Ref<number | null>;
  /** When the next attempt begins, epoch ms; null while none is planned. */
  readonly retryAtMs: Ref<number | null>;
  /** Who calls; null before the station was reached. While its role is nobody there is no state. */
  readonly caller: ShallowRef<CallerState | null>;
  /** Rejects with a sentence while there is no connection. What has to be signed waits for `signing`. */
  readonly call: StationApi;
  /** What was heard last of a scoring in the metric lab; null: nothing yet. */
  readonly labScoring: ShallowRef<LabScoring | null>;
  /** The call that waits for its signature; null: none. */
  readonly signing: ShallowRef<Signing | null>;
  /** Keeps what a log-in answered, so that it outlives a lost connection. */
  keepLogIn(logIn: LogIn): void;
  retryNow(): void;
  close(): void;
}

const retryFirstMs = 500;
const retryLongestMs = 5000;

/** Keeps one connection to the station and opens it again by itself, each time after a longer wait. */
export function stationLink(
  open: () => Promise<Port>,
  /** Silence after which the station is asked; without an answer for as long again the connection is given up. */
  silenceMs = 4000,
  token: KeptToken = forgetToken(),
): StationLink {
  const link = ref<LinkState>('connecting');
  const problem = ref<string | null>(null);
  const heardAtMs = ref<number | null>(null);
  const retryAtMs = ref<number | null>(null);
  const state = shallowRef<StationState | null>(null);
  const recent = shallowRef<RecentInspections>(new Map());
  const caller = shallowRef<CallerState | null>(null);
  const labScoring = shallowRef<LabScoring | null>(null);
  const { signing, sign } = createSigning();

  let current: { readonly connection: Connection; readonly following: Following } | null = null;
  let closed = false;
  let attempts = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  const silenceTimer = setInterval(() => void breakSilence(), silenceMs);

  async function attempt(): Promise<void> {
    retryAtMs.value = null;
    try {
      const port = await open();
      if (closed) {
        port.close();
        return;
      }
      const connection = connect(port);
      const give = (error: unknown) => {
        if (current?.connection === connection) lose(sentence(error));
      };
      const following = followStation(connection, { state, recent }, heard, give);
      current = { connection, following };
      connection.onClose(give);
      connection.onEvent('callerChanged', (next) => {
        if (current?.connection === connection) take(next).catch(give);
      });
      connection.onEvent('labProgressed', (scoring) => {
        if (current?.connection === connection) labScoring.value = scoring;
      });
      await within(silenceMs, greetStation(connection.call, token).then(take));
      if (current?.connection !== connection) return;
      link.value = 'live';
      problem.value = null;
      attempts = 0;
    } catch (error) {
      lose(sentence(error));
    }
  }

  /** What one caller may see must not stand there for the next. */
  async function take(next: CallerState): Promise<void> {
    heard();
    caller.value = next;
    if (mayAct(next.role, 'observer')) await current?.following.read();
    else current?.following.forget();
  }

  function heard(): void {
    heardAtMs.value = Date.now();
  }

  function lose(reason: string): void {
    const lost = current;
    current = null;
    lost?.following.stop();
    lost?.connection.close();
    if (closed || retryAtMs.value !== null) return;
    link.value = 'lost';
    problem.value = reason;
    const waitMs = Math.min(retryLongestMs, retryFirstMs * 2 ** attempts);
    attempts += 1;
    retryAtMs.value = Date.now() + waitMs;
    retryTimer = setTimeout(() => void attempt(), waitMs);
  }

  /** A connection can be dead without having been closed; a quiet station answers all the same. */
  async function breakSilence(): Promise<void> {
    const asked = current;
    if (asked === null || link.value !== 'live' || Date.now() - (heardAtMs.value ?? 0) < silenceMs) return;
    try {
      await within(silenceMs, asked.connection.call.whoAmI({}).then(take));
    } catch (error) {
      if (current === asked) lose(sentence(error));
    }
  }

  const call = new Proxy({} as StationApi, {
    get: (_, name) => (args: unknown) =>
      sign(name as CallName, (signature?: Signature) => {
        if (current === null) {
          return Promise.reject(new Error('There is no connection to the station at the moment.'));
        }
        const ask = current.connection.call[name as CallName] as (
          args: unknown,
          signature?: Signature,
        ) => Promise<unknown>;
        // Vue's reactive objects cannot cross a MessagePort; what can be a frame survives JSON.
        return ask(JSON.parse(JSON.stringify(args)), signature);
      }),
  });

  void attempt();
  return {
    link,
    problem,
    heardAtMs,
    retryAtMs,
    state,
    recent,
    caller,
    call,
    labScoring,
    signing,
    keepLogIn: (logIn) => token.keep(logIn.token),
    retryNow: () => {
      if (retryAtMs.value === null) return;
      clearTimeout(retryTimer);
      void attempt();
    },
    close: () => {
      closed = true;
      clearInterval(silenceTimer);
      clearTimeout(retryTimer);
      lose('this screen was closed');
    },
  };
}

function within<Value>(waitMs: number, answer: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`The station did not answer within ${waitMs / 1000} seconds.`));
    const timer = setTimeout(late, waitMs);
    void answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
