import { parseArgs } from 'node:util';

/** What `npm start` was asked for. */
export interface StartOptions {
  home: string | null;
  port: string | null;
  host: string | null;
  browser: boolean;
}

export const startUsage = `npm start [-- --home DIR] [--browser] [--port N] [--host H]
  --home DIR  where the station keeps its log and recipes (default: the platform's user-data folder)
  --browser   serve the station in the browser even where Electron could open a window
  --port N    port to serve on (implies --browser; default: a free one)
  --host H    address to serve on (implies --browser; default: 127.0.0.1)`;

/** Reads the command line of `npm start`. Throws a sentence on an option it does not know. */
export function parseStartOptions(args: readonly string[]): StartOptions & { help: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      home: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
      browser: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { home = null, port = null, host = null, browser, help } = values;
  if (port !== null && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    throw new Error(`--port must be a whole number from 0 to 65535, got "${port}".`);
  }
  return { home, port, host, browser: browser || port !== null || host !== null, help };
}

/** What about this machine decides between window and browser. */
export interface Machine {
  platform: NodeJS.Platform;
  environment: NodeJS.ProcessEnv;
  /** Numeric user id; null on Windows. */
  userId: number | null;
}

export function hasDisplay({ platform, environment }: Machine): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']);
}

/** Why no Electron window can be opened whatever is installed, as the end of a sentence; null when one can. */
export function windowObstacle(options: StartOptions, machine: Machine): string | null {
  if (options.browser) return 'the command line asks for the browser';
  if (!hasDisplay(machine)) return 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)';
  if (machine.platform === 'linux' && machine.userId === 0) {
    return "Chromium's sandbox refuses to run as root, and Plumbline does not run without it";
  }
  return null;
}
