/** What the files of one layer may import. The longest matching `folder` decides which layer a file is in. */
export interface Layer {
  /** Folder, or one file, relative to the project root. */
  folder: string;
  /** Other layers it may import values and types from (its own is always allowed). */
  imports: readonly string[];
  /** Other layers it may import only types from. */
  importsTypesOf?: readonly string[];
  /** Whether Node's own modules exist where this layer runs. */
  node: boolean;
}

/** Files of `models` that run anywhere. */
export const pureModels = [
  'models/manifest.ts',
  'models/betaQuantile.ts',
  'models/evaluation/share.ts',
  'models/calibration/orderStatistic.ts',
];

/** Imports go one way: nothing here lists a layer that could reach back to it. */
export const layers: readonly Layer[] = [
  { folder: 'models', imports: pureModels, node: true },
  // Pure schemas: the contract checks regions and head names with them, on the page too.
  { folder: 'models/manifest.ts', imports: [], node: false },
  // Pure statistics: what so many images prove is told on the page while a limit is dragged.
  { folder: 'models/betaQuantile.ts', imports: [], node: false },
  { folder: 'models/evaluation/share.ts', imports: ['models/betaQuantile.ts'], node: false },
  { folder: 'models/calibration/orderStatistic.ts', imports: ['models/betaQuantile.ts'], node: false },
  {
    folder: 'electron/common',
    imports: pureModels,
    importsTypesOf: ['models'],
    node: false,
  },
  { folder: 'electron/node', imports: ['electron/common', 'models'], node: true },
  { folder: 'electron/processes', imports: ['electron/node', 'electron/common', 'models'], node: true },
  { folder: 'electron/cli.ts', imports: ['electron/node', 'electron/common', 'models'], node: true },
  { folder: 'electron/main', imports: ['electron/node', 'electron/common'], node: true },
  { folder: 'electron/preload.ts', imports: [], importsTypesOf: ['electron/common'], node: false },
  { folder: 'renderer', imports: ['electron/common'], node: false },
  { folder: 'build', imports: ['models', 'electron', 'renderer', 'test'], node: true },
  { folder: 'test', imports: ['models', 'electron', 'renderer', 'build'], node: true },
];

/** Layers that are not part of the product: they may import every package of package.json. */
export const toolLayers: readonly string[] = ['build', 'test'];

/** Package -> folders or files that may import it. A package without a row may be imported by tools only. */
export const packageHomes: Readonly<Record<string, readonly string[]>> = {
  '@lucide/vue': ['renderer'],
  '@tanstack/vue-virtual': ['renderer'],
  'better-sqlite3': ['electron/node/store'],
  echarts: ['renderer'],
  electron: ['electron/main', 'electron/preload.ts'],
  'libsvm-js': ['models/classifier'],
  'onnxruntime-node': ['models/session.ts'],
  pdfkit: ['electron/node'],
  protobufjs: ['models/graph'],
  'reka-ui': ['renderer'],
  sharp: ['electron/node/imaging', 'electron/node/camera'],
  valibot: ['models', 'electron'],
  vue: ['renderer'],
  ws: ['electron/node'],
  yazl: ['electron/node'],
};

/** Modules of Node that no product file may import, and why. */
export const refusedNodeModules: Readonly<Record<string, string>> = {
  'node:sqlite': 'the log is kept by better-sqlite3',
  'node:worker_threads': 'native modules in worker threads crash Electron; use a process',
};
