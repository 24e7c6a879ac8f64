import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from '../../build/chromiumPath.ts';

export { chromiumPath };

/** Flags under which a distribution's Chromium runs as root, without a GPU and without calling home. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a headless Chromium; the caller closes it. Throws when this machine has none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) {
    throw new Error('No Chromium, Chrome or Edge was found; install one or name it in PLUMBLINE_CHROMIUM.');
  }
  return chromium.launch({ executablePath, args: flags });
}
