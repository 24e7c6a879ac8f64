import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { defaultHome } from '../electron/node/defaultHome.ts';
import { bundle } from './bundle.ts';
import { desktopTargets, webTargets } from './bundleTargets.ts';
import { fetchElectron } from './fetchElectron.ts';
import { openInBrowser } from './openInBrowser.ts';
import { projectRoot } from './projectRoot.ts';
import { serveInBrowser } from './serveInBrowser.ts';
import {
  hasDisplay,
  type Machine,
  parseStartOptions,
  type StartOptions,
  startUsage,
  windowObstacle,
} from './startPlan.ts';
import { superviseChild } from './superviseChild.ts';

async function start(options: StartOptions, machine: Machine): Promise<number> {
  const home = options.home === null ? defaultHome() : resolve(options.home);
  const obstacle = windowObstacle(options, machine);
  const electron = obstacle === null ? await fetchElectron() : { obstacle };
  if ('binary' in electron) {
    await bundle(desktopTargets);
    const args = [projectRoot, '--home', home, '--demo-on-first-start'];
    return superviseChild(spawn(electron.binary, args, { cwd: projectRoot, stdio: 'inherit' }));
  }
  console.log(`No Electron window: ${electron.obstacle}. Serving the same station in the browser.`);
  await bundle(webTargets);
  const args = ['electron/cli.ts', 'serve', '--home', home, '--demo-on-first-start'];
  if (options.port !== null) args.push('--port', options.port);
  if (options.host !== null) args.push('--host', options.host);
  return serveInBrowser(args, projectRoot, hasDisplay(machine) ? openInBrowser : null);
}

const usageErrorCode = 2;

function readOptions(): ReturnType<typeof parseStartOptions> {
  try {
    return parseStartOptions(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(usageErrorCode);
  }
}

const { help, ...options } = readOptions();
if (help) {
  console.log(startUsage);
} else {
  const { platform, env: environment } = process;
  process.exitCode = await start(options, { platform, environment, userId: process.getuid?.() ?? null });
}
