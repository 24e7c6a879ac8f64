import type { MainToStation, StationToMain } from '../../common/mainProtocol.ts';
import type { Port } from '../../common/port.ts';
import { portOver } from '../../common/portOver.ts';
import type { ChildProcess, ProcessName } from '../childProcess.ts';
import { electronPort, type ElectronMessagePort } from '../ports.ts';

export interface LaunchThroughMain {
  launch(name: ProcessName): ChildProcess;
  /** Takes what main says of launched processes; false when it is about something else. */
  hear(message: MainToStation, port: ElectronMessagePort | undefined): boolean;
}

interface Launched {
  pid: number | undefined;
  meet(port: Port): void;
  exit(code: number | null): void;
}

/** Has Electron's main process start the processes of a station. */
export function launchThroughMain(tellMain: (message: StationToMain) => void): LaunchThroughMain {
  const launched = new Map<number, Launched>();
  let nextId = 1;

  function launch(name: ProcessName): ChildProcess {
    const id = nextId++;
    // Until main has introduced the process, what is sent waits.
    let met: Port | null = null;
    const early: unknown[] = [];
    const driven = portOver({
      send: (value) => (met === null ? void early.push(value) : met.send(value)),
      close: () => met?.close(),
    });
    const exitListeners: ((code: number | null, signal: string | null) => void)[] = [];
    const self: Launched = {
      pid: undefined,
      meet(port) {
        met = port;
        port.onValue((value) => driven.arrive(value));
        port.onClose((reason) => driven.end(reason));
        for (const value of early.splice(0)) port.send(value);
      },
      exit(code) {
        launched.delete(id);
        driven.end('the process at the other end is gone.');
        for (const listener of exitListeners.splice(0)) listener(code, null);
      },
    };
    launched.set(id, self);
    tellMain({ kind: 'launch', id, name });
    return {
      get pid() {
        return self.pid;
      },
      port: driven.port,
      onExit: (listener) => void exitListeners.push(listener),
      kill: () => tellMain({ kind: 'kill', id }),
    };
  }

  return {
    launch,
    hear(message, port) {
      if (message.kind === 'launched') {
        const self = launched.get(message.id);
        if (self !== undefined) self.pid = message.pid ?? undefined;
        if (port !== undefined) self?.meet(electronPort(port));
        return true;
      }
      if (message.kind !== 'exited') return false;
      launched.get(message.id)?.exit(message.code);
      return true;
    },
  };
}
