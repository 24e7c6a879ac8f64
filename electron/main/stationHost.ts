import { MessageChannelMain, type MessagePortMain } from 'electron';
import type { MainToStation, StationToMain } from '../common/mainProtocol.ts';
import { supervise } from '../node/supervisor.ts';
import { forkUtility, type UtilityChild } from './utilityChild.ts';

export interface StationHostOptions {
  /** Absolute path of the entry of each process. */
  readonly entryOf: (name: 'station' | 'inference' | 'teach' | 'review' | 'workbench') => string;
  /** Arguments of the station process. */
  readonly args: readonly string[];
  /** The home cannot be opened: the sentence why. Nothing is tried again. */
  readonly onRefused: (reason: string) => void;
  /** Whether a folder is being inspected; told again and again. */
  readonly onInspecting: (inspecting: boolean) => void;
  /** Somebody who may has left the kiosk mode. */
  readonly onKioskLeft: () => void;
}

export interface StationHost {
  /** The screen's end of a fresh port to the station; waits for it while the station starts. */
  connectScreen(): Promise<MessagePortMain>;
  /** Absolute path of the picture an address names, or null. */
  findPicture(path: string): Promise<string | null>;
  /** Has the station finish the images in hand; resolves when its processes are gone, at the latest after `limitMs`. */
  close(limitMs: number): Promise<void>;
}

/** Keeps the station process running, and starts on its word the processes it works with. */
export function hostStation(options: StationHostOptions): StationHost {
  const { entryOf, args, onRefused } = options;
  let station: UtilityChild | null = null;
  let opened = Promise.withResolvers<UtilityChild>();
  let closed = Promise.withResolvers<void>();
  const children = new Map<number, UtilityChild>();
  const pictures = new Map<number, (file: string | null) => void>();
  let nextPicture = 1;

  const supervisor = supervise({
    title: 'The station process',
    launch: () => (station = forkUtility(entryOf('station'), args, 'Plumbline station')),
    // Its database work is synchronous and may take long, e.g. a check at the start; silence is no hang there.
    beats: false,
    onStart: () => {},
    onValue: (value) => hear(value as StationToMain),
    onEnd(reason) {
      process.stderr.write(`${reason}\n`);
      forget();
      closed.resolve();
    },
  });
  supervisor.start();

  function hear(message: StationToMain): void {
    const present = station;
    if (present === null) return;
    if (message.kind === 'opened') opened.resolve(present);
    else if (message.kind === 'refused') void stop().then(() => onRefused(message.reason));
    else if (message.kind === 'launch') launch(present, message.id, message.name);
    else if (message.kind === 'kill') children.get(message.id)?.kill();
    else if (message.kind === 'picture') answerPicture(message.id, message.file);
    else if (message.kind === 'inspecting') options.onInspecting(message.inspecting);
    else if (message.kind === 'kioskLeft') options.onKioskLeft();
    else closed.resolve();
  }

  function launch(
    present: UtilityChild,
    id: number,
    name: 'inference' | 'teach' | 'review' | 'workbench',
  ): void {
    const child = forkUtility(entryOf(name), [], `Plumbline ${name}`);
    const { port1, port2 } = new MessageChannelMain();
    children.set(id, child);
    child.post({ kind: 'meet' }, port1);
    tell(present, { kind: 'launched', id, pid: child.pid ?? null }, port2);
    child.onExit((code) => {
      children.delete(id);
      if (station === present) tell(present, { kind: 'exited', id, code });
    });
  }

  function answerPicture(id: number, file: string | null): void {
    pictures.get(id)?.(file);
    pictures.delete(id);
  }

  /** After the station has ended: its processes go with it, and what waits for an answer gets none. */
  function forget(): void {
    station = null;
    opened = Promise.withResolvers();
    for (const child of children.values()) child.kill();
    children.clear();
    for (const id of [...pictures.keys()]) answerPicture(id, null);
  }

  async function stop(): Promise<void> {
    await supervisor.close();
    forget();
  }

  return {
    async connectScreen() {
      const { port1, port2 } = new MessageChannelMain();
      tell(await opened.promise, { kind: 'screen' }, port1);
      return port2;
    },
    findPicture(path) {
      const present = station;
      if (present === null) return Promise.resolve(null);
      const id = nextPicture++;
      return new Promise((resolve) => {
        pictures.set(id, resolve);
        tell(present, { kind: 'findPicture', id, path });
      });
    },
    async close(limitMs) {
      closed = Promise.withResolvers();
      if (station !== null) {
        tell(station, { kind: 'close' });
        const limit = setTimeout(() => closed.resolve(), limitMs);
        await closed.promise;
        clearTimeout(limit);
      }
      await stop();
    },
  };
}

function tell(station: UtilityChild, message: MainToStation, port?: MessagePortMain): void {
  station.post(message, port);
}
