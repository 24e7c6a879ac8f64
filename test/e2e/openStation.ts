import { mkdirSync, mkdtempSync, rmSync, writeFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { writeBundle } from '../../models/writeBundle.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { runServe, type ServeRun } from '../helpers/runCli.ts';
import { tinyBundle, tinyCameraFile } from '../helpers/tinyBundle.ts';

/** A real station in a process of its own, watching `camera`, and a browser to look at it. */
export interface OpenStation {
  readonly browser: Browser;
  readonly home: string;
  readonly camera: string;
  readonly url: string;
  /** Opens the screen; `complaints` gathers what the browser's console objects to. */
  page(): Promise<{ readonly page: Page; readonly complaints: string[] }>;
  /** Puts a camera image into the watched folder by renaming it into place. */
  expose(file: string, seed: number, kind?: 'good' | 'rotated'): Promise<void>;
  /** Any bytes under any name. */
  put(file: string, bytes: Buffer | string): void;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Serves the same home at the same address again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openStation(): Promise<OpenStation> {
  const root = mkdtempSync(join(tmpdir(), 'plumbline-e2e-'));
  const [home, camera, bundle] = ['home', 'camera', 'bundle'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(camera);
  await writeBundle(bundle, await tinyBundle());
  const browser = await launchChromium();
  let serving: ServeRun = await runServe(['--home', home, '--watch', camera, '--bundle', bundle]);
  const { url } = serving.ready;

  function put(file: string, bytes: Buffer | string): void {
    const part = join(camera, `.${file}.tmp`);
    writeFileSync(part, bytes);
    renameSync(part, join(camera, file));
  }

  return {
    browser,
    home,
    camera,
    url,
    async page() {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(url);
      await page.locator('.view').waitFor();
      return { page, complaints };
    },
    expose: async (file, seed, kind = 'good') => put(file, await tinyCameraFile(seed, kind)),
    put,
    stop: (signal) => serving.end(signal),
    restart: async () => {
      serving = await runServe(['--home', home, '--port', new URL(url).port]);
    },
    close: async () => {
      await browser.close();
      await serving.end('SIGTERM');
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
