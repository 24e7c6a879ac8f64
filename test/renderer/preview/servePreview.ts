import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { build } from 'vite';
import { projectRoot } from '../../../build/projectRoot.ts';
import { contentSecurityPolicy } from '../../../electron/common/contentSecurityPolicy.ts';
import { contentType } from '../../../electron/node/contentTypes.ts';

export interface Preview {
  /** Address of the screen in a state of scenarios.ts. */
  url(scenario: string, view?: string): string;
  close(): Promise<void>;
}

/** Builds the screen on the scripted station and serves it under the product's own security policy. */
export async function servePreview(): Promise<Preview> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-preview-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(projectRoot, 'test/renderer/preview'),
    base: './',
    plugins: [vue()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      target: 'chrome140',
    },
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://preview').pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    readFile(file).then(
      (bytes) => {
        response.setHeader('Content-Security-Policy', contentSecurityPolicy());
        response.setHeader('Content-Type', contentType(file) ?? 'application/octet-stream');
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (scenario, view = 'live') => `http://127.0.0.1:${port}/?scenario=${scenario}#/${view}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
