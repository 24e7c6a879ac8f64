import { parseArgs } from 'node:util';

/** What the desktop app, and in it the station process, can be told on its command line. */
export interface DesktopOptions {
  /** Null: the platform's user-data folder. */
  readonly home: string | null;
  readonly demoOnFirstStart: boolean;
}

/** Reads what is ours and leaves aside what is Electron's or Chromium's. */
export function parseDesktopOptions(args: readonly string[]): DesktopOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { home: { type: 'string' }, 'demo-on-first-start': { type: 'boolean' } },
    strict: false,
  });
  return {
    home: typeof values.home === 'string' ? values.home : null,
    demoOnFirstStart: values['demo-on-first-start'] === true,
  };
}

export function desktopArguments({ home, demoOnFirstStart }: DesktopOptions): string[] {
  return [...(home === null ? [] : ['--home', home]), ...(demoOnFirstStart ? ['--demo-on-first-start'] : [])];
}
