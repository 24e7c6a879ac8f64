import type { Port } from '../common/port.ts';
import { electronPort, ipcPort, type ElectronMessagePort } from './ports.ts';

/** The members of Electron's `process.parentPort` that are used here; it exists in a utility process only. */
export interface UtilityParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronMessagePort[] }) => void): unknown;
  postMessage(value: unknown): void;
}

export const utilityParentPort = (process as { parentPort?: UtilityParentPort }).parentPort ?? null;

/**
 * The port to the station that started this process: its IPC channel under plain Node; in a utility process the
 * port that Electron's main process hands over with the first message.
 */
export function parentPort(): Promise<Port> {
  if (utilityParentPort === null) return Promise.resolve(ipcPort(process));
  return new Promise((resolve) => {
    utilityParentPort?.on('message', ({ ports: [port] }) => {
      if (port !== undefined) resolve(electronPort(port));
    });
  });
}
