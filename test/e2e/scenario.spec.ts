import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { _electron, type Page } from 'playwright-core';
import { projectRoot } from '../../build/projectRoot.ts';
import { writeBundle } from '../../models/writeBundle.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { electronBinary } from '../helpers/electronBinary.ts';
import { runCli, runServe } from '../helpers/runCli.ts';
import { tinyBundle, tinyCameraFile } from '../helpers/tinyBundle.ts';

/** A real station with its real screen: what differs between the hosts is how the screen is opened and ended. */
interface Opened {
  readonly page: Page;
  /** Ends the station and starts it again while the screen stays open; null where both are one program. */
  readonly restart: (() => Promise<void>) | null;
  close(): Promise<void>;
}

const root = mkdtempSync(join(tmpdir(), 'plumbline-e2e-'));
const bundle = join(root, 'bundle');
before(async () => writeBundle(bundle, await tinyBundle()));
after(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

const hosts: Record<string, { skip: string | false; open: (home: string) => Promise<Opened> }> = {
  'browser on the web host': {
    skip: false,
    async open(home) {
      const start = (port: string) => runServe(['--home', home, '--port', port]);
      let station = await start('0');
      const { port } = new URL(station.ready.url);
      const browser = await launchChromium();
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(station.ready.url);
      return {
        page,
        async restart() {
          assert.equal(await station.end(), 0);
          await page.getByText('Connection to the station lost').waitFor();
          station = await start(port);
        },
        async close() {
          await browser.close();
          assert.equal(await station.end(), 0, station.errors());
        },
      };
    },
  },
  Electron: {
    skip: electronBinary() === null && "Electron's binary is not here (npx install-electron)",
    async open(home) {
      const app = await _electron.launch({
        executablePath: electronBinary() ?? '',
        args: [projectRoot, '--home', home],
      });
      return { page: await app.firstWindow(), restart: null, close: () => app.close() };
    },
  },
};

for (const [name, { skip, open }] of Object.entries(hosts)) {
  test(`from the camera folder to the screen: ${name}`, { skip }, async () => {
    const home = join(root, name, 'home');
    const watch = join(root, name, 'watch');
    mkdirSync(watch, { recursive: true });
    const setUp = await runServe(['--home', home, '--watch', watch, '--bundle', bundle]);
    assert.equal(await setUp.end(), 0, setUp.errors());

    const { page, restart, close } = await open(home);
    const complaints: string[] = [];
    page.on('console', (message) => {
      // A lost connection is part of the scenario.
      if (message.type() === 'error' && !/WebSocket|ERR_CONNECTION/.test(message.text()))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    const says = (word: string) => page.getByRole('status').filter({ hasText: word }).first().waitFor();
    const arrives = async (file: string, bytes: Uint8Array | string) =>
      writeFileSync(join(watch, file), bytes);

    await arrives('good.png', await tinyCameraFile(1));
    await says('Pass');
    const picture = page.waitForResponse((response) => response.url().endsWith('/thumbnail'));
    await arrives('rotated.png', await tinyCameraFile(900, 'rotated'));
    await says('Fail');
    assert.equal((await picture).status(), 200);
    assert.match((await (await picture).allHeaders())['content-type'] ?? '', /^image\/jpeg/);
    await arrives('text.png', 'this is text');
    await says('Unreadable');
    assert.ok(!page.url().includes('token'), 'the token does not stay in the address');

    if (restart !== null) {
      await restart();
      await says('Unreadable');
      await arrives('again.png', await tinyCameraFile(2));
      await says('Pass');
    }
    assert.deepEqual(complaints, []);
    await close();

    const { lines } = await runCli(['log', '--home', home]);
    assert.deepEqual(lines.map(({ file, verdict }) => [file, verdict]).slice(0, 3), [
      ['good.png', 'pass'],
      ['rotated.png', 'fail'],
      ['text.png', 'unreadable'],
    ]);
  });
}
