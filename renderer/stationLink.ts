import { ref, shallowRef, type Ref } from 'vue';
import type { StationApi } from '../electron/common/contract.ts';
import type { Port } from '../electron/common/port.ts';
import { connect, type Connection } from '../electron/common/rpc.ts';
import type { StationState } from '../electron/common/stationState.ts';
import { followStation, type Following, type StationMirror } from './followStation.ts';
import type { RecentInspections } from './recentInspections.ts';

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
  /** Rejects with a sentence while there is no connection. */
  readonly call: StationApi;
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
): StationLink {
  const link = ref<LinkState>('connecting');
  const problem = ref<string | null>(null);
  const heardAtMs = ref<number | null>(null);
  const retryAtMs = ref<number | null>(null);
  const state = shallowRef<StationState | null>(null);
  const recent = shallowRef<RecentInspections>(new Map());

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
      await within(silenceMs, following.read());
      if (current?.connection !== connection) return;
      link.value = 'live';
      problem.value = null;
      attempts = 0;
    } catch (error) {
      lose(sentence(error));
    }
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
      await within(silenceMs, asked.following.read());
    } catch (error) {
      if (current === asked) lose(sentence(error));
    }
  }

  const call = new Proxy({} as StationApi, {
    get: (_, name) => (args: unknown) => {
      if (current === null) {
        return Promise.reject(new Error('There is no connection to the station at the moment.'));
      }
      const ask = current.connection.call[name as keyof StationApi] as (args: unknown) => Promise<unknown>;
      // Vue's reactive objects cannot cross a MessagePort; what can be a frame survives JSON.
      return ask(JSON.parse(JSON.stringify(args)));
    },
  });

  void attempt();
  return {
    link,
    problem,
    heardAtMs,
    retryAtMs,
    state,
    recent,
    call,
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
