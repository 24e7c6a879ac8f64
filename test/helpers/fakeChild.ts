import { portOver } from '../../electron/common/portOver.ts';
import type { ChildProcess } from '../../electron/node/childProcess.ts';

/** A process that exists in the test only: `sent` is what it was sent, `say` speaks for it, `exit` ends it. */
export interface FakeChild extends ChildProcess {
  readonly sent: unknown[];
  readonly killed: () => boolean;
  say(value: unknown): void;
  exit(code: number | null, signal?: string | null): void;
}

export function fakeChild(): FakeChild {
  const sent: unknown[] = [];
  const driven = portOver({ send: (value) => sent.push(value), close: () => {} });
  const listeners: ((code: number | null, signal: string | null) => void)[] = [];
  let killed = false;
  const exit = (code: number | null, signal: string | null = null) => {
    driven.end('gone.');
    for (const listener of listeners.splice(0)) listener(code, signal);
  };
  return {
    pid: 1,
    port: driven.port,
    sent,
    killed: () => killed,
    say: (value) => driven.arrive(value),
    exit,
    onExit: (listener) => void listeners.push(listener),
    kill() {
      killed = true;
      exit(null, 'SIGKILL');
    },
  };
}
