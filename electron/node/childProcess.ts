import type { Port } from '../common/port.ts';

export type ProcessName = 'inference' | 'teach' | 'review' | 'workbench';

/** A process of ours, forked by plain Node or, in the desktop app, by Electron as a utility process. */
export interface ChildProcess {
  readonly pid: number | undefined;
  readonly port: Port;
  /** Called once. code is null when a signal ended it. */
  onExit(listener: (code: number | null, signal: string | null) => void): void;
  /** Ends it at once, whatever it does. */
  kill(): void;
}

/** Starts one process of that name; a child ends by itself when its parent is gone. */
export type LaunchProcess = (name: ProcessName) => ChildProcess;
