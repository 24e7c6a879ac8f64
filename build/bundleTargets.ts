import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import type { InlineConfig } from 'vite';
import { pureModels } from './layerTable.ts';

/** One thing `bundle` builds: which files it is made of, where it goes and how vite makes it. */
export interface BundleTarget {
  name: string;
  /** Folders or files, relative to the root, whose content decides whether it is out of date. */
  inputs: readonly string[];
  /** The file others start from, relative to the root. */
  output: string;
  config: (root: string) => InlineConfig;
}

/**
 * Packages with native parts: they find their binaries beside themselves and so stay in node_modules.
 * The last two are optional accelerators ws asks for and does without.
 */
export const externalPackages = [
  'better-sqlite3',
  'onnxruntime-node',
  'sharp',
  'electron',
  'bufferutil',
  'utf-8-validate',
];

const common = { configFile: false, logLevel: 'warn', publicDir: false } satisfies InlineConfig;

/** The page: relative addresses, so that the same files work under Electron's protocol and the web host. */
const renderer: BundleTarget = {
  name: 'renderer',
  inputs: ['renderer', 'electron/common', ...pureModels],
  output: 'dist/renderer/index.html',
  config: (root) => ({
    ...common,
    root: join(root, 'renderer'),
    base: './',
    plugins: [vue()],
    build: {
      outDir: join(root, 'dist/renderer'),
      emptyOutDir: true,
      // The page's Content-Security-Policy allows neither inline scripts nor data: addresses.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      target: 'chrome140',
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  }),
};

/**
 * A program for Node or Electron. `dist/<folder>/<name>` mirrors `electron/<folder>/<name>.ts`, and each entry
 * is one file without shared chunks, so that an address relative to the entry means the same in both.
 */
function program(entry: string, output: string, format: 'es' | 'cjs'): BundleTarget {
  return {
    name: output,
    inputs: ['electron', 'models'],
    output,
    config: (root) => ({
      ...common,
      root,
      ssr: { noExternal: true, external: externalPackages },
      build: {
        ssr: join(root, entry),
        outDir: join(root, output, '..'),
        emptyOutDir: false,
        target: format === 'es' ? 'node24' : 'chrome140',
        minify: false,
        rolldownOptions: {
          external: externalPackages,
          output: { format, entryFileNames: output.slice(output.lastIndexOf('/') + 1), codeSplitting: false },
        },
      },
    }),
  };
}

/** Main and the station's processes, as ES modules for Electron's Node. */
const programs: readonly BundleTarget[] = [
  program('electron/main/main.ts', 'dist/main/main.js', 'es'),
  program('electron/processes/station.ts', 'dist/processes/station.js', 'es'),
  program('electron/processes/inference.ts', 'dist/processes/inference.js', 'es'),
  program('electron/processes/teach.ts', 'dist/processes/teach.js', 'es'),
  program('electron/processes/review.ts', 'dist/processes/review.js', 'es'),
  program('electron/processes/workbench.ts', 'dist/processes/workbench.js', 'es'),
  // A sandboxed preload script must be CommonJS and may require nothing but electron.
  program('electron/preload.ts', 'dist/preload/preload.cjs', 'cjs'),
];

/** Everything the window needs. */
export const desktopTargets: readonly BundleTarget[] = [renderer, ...programs];
/** What the web host serves; the station itself then runs from its sources. */
export const webTargets: readonly BundleTarget[] = [renderer];
