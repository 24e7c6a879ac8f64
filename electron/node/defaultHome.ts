import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** The folder Electron calls `userData` for this app, so that window, browser and command line mean the same station. */
export function defaultHome(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  userFolder: string = homedir(),
): string {
  switch (platform) {
    case 'win32':
      return win32.join(environment['APPDATA'] ?? win32.join(userFolder, 'AppData', 'Roaming'), 'Plumbline');
    case 'darwin':
      return posix.join(userFolder, 'Library', 'Application Support', 'Plumbline');
    default:
      return posix.join(environment['XDG_CONFIG_HOME'] || posix.join(userFolder, '.config'), 'Plumbline');
  }
}
