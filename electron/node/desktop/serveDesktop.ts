import type { MainToStation, StationToMain } from '../../common/mainProtocol.ts';
import type { StationState } from '../../common/stationState.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { createInferenceClient } from '../inferenceClient.ts';
import type { Installation } from '../installation.ts';
import type { UtilityParentPort } from '../parentPort.ts';
import { pictureFileAt } from '../pictureFile.ts';
import { electronPort, type ElectronMessagePort } from '../ports.ts';
import { serveScreen } from '../serveScreen.ts';
import type { CreateStation, Station } from '../station/stationInterface.ts';
import { launchThroughMain } from './launchThroughMain.ts';

/** For the answer to leave. */
const restartAfterMs = 300;

export interface DesktopStation {
  readonly main: UtilityParentPort;
  readonly createStation: CreateStation;
  readonly installation: Installation;
  readonly home: string;
  readonly demoOnFirstStart: boolean;
  /** Ends this process once what was sent has left. */
  readonly exit: (code: number) => void;
}

/** Runs a station for Electron's main process: screens come as ports, processes are started by main. */
export async function serveDesktop(desktop: DesktopStation): Promise<void> {
  const { main, installation, home, demoOnFirstStart, exit } = desktop;
  const tell = (message: StationToMain) => main.postMessage(message);
  const processes = launchThroughMain(tell);
  let station: Station | null = null;
  let closing = false;

  main.on('message', ({ data, ports }) => hear(data as MainToStation, ports[0]));
  try {
    station = await desktop.createStation({
      home,
      version: installation.version,
      demoBundle: installation.demoBundle,
      demoOnFirstStart,
      createInference: () => createInferenceClient((name) => processes.launch(name)),
      launchTeach: () => processes.launch('teach'),
      launchReview: () => processes.launch('review'),
      launchWorkbench: () => processes.launch('workbench'),
      onKioskLeft: () => tell({ kind: 'kioskLeft' }),
    });
    station.subscribe((name, value) => {
      if (name !== 'stateChanged') return;
      const { lanes } = value as StationState;
      tell({ kind: 'inspecting', inspecting: lanes.some((lane) => lane.source.state !== 'stopped') });
    });
  } catch (error) {
    tell({ kind: 'refused', reason: error instanceof Error ? error.message : String(error) });
    exit(1);
    return;
  }
  if (closing) await close();
  else tell({ kind: 'opened' });
  void station?.restartAsked.then(async () => {
    await pause(restartAfterMs);
    const open = station;
    if (open === null) return;
    station = null;
    await open.close();
    // Main starts a station process that has ended again.
    exit(1);
  });

  function hear(message: MainToStation, port: ElectronMessagePort | undefined): void {
    if (processes.hear(message, port)) return;
    if (message.kind === 'screen' && port !== undefined) admit(port);
    if (message.kind === 'findPicture') {
      const file = station === null ? null : pictureFileAt(message.path, station);
      tell({ kind: 'picture', id: message.id, file });
    }
    if (message.kind === 'close') {
      closing = true;
      void close();
    }
  }

  function admit(port: ElectronMessagePort): void {
    if (station === null) port.close();
    else serveScreen(station, electronPort(port), 'this window');
  }

  async function close(): Promise<void> {
    const open = station;
    if (open === null) return;
    station = null;
    await open.close();
    tell({ kind: 'closed' });
    exit(0);
  }
}
