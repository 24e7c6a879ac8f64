import { defaultHome } from '../node/defaultHome.ts';
import { parseDesktopOptions } from '../node/desktop/desktopOptions.ts';
import { serveDesktop } from '../node/desktop/serveDesktop.ts';
import { installationAt } from '../node/installation.ts';
import { utilityParentPort } from '../node/parentPort.ts';
import { createStation } from '../node/station/createStation.ts';

if (utilityParentPort === null) {
  throw new Error('This is the station of the desktop app; without a window, use the command "serve".');
}
const { home, demoOnFirstStart } = parseDesktopOptions(process.argv.slice(2));
await serveDesktop({
  main: utilityParentPort,
  createStation,
  installation: installationAt(new URL('../../', import.meta.url)),
  home: home ?? defaultHome(),
  demoOnFirstStart,
  exit: (code) => setTimeout(() => process.exit(code), 100),
});
