import { spawn } from 'node:child_process';

/** Asks the platform to show a page in the default browser; where that fails the printed address remains. */
export function openInBrowser(url: string): void {
  const [command, ...args] = openCommand(url);
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.on('error', () => {
    console.log('No default browser could be started; open the address above yourself.');
  });
  opener.unref();
}

function openCommand(url: string): [string, ...string[]] {
  switch (process.platform) {
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', url];
    case 'darwin':
      return ['open', url];
    default:
      return ['xdg-open', url];
  }
}
