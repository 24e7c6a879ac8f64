import type { Command } from './command.ts';

export interface CommandRow {
  readonly summary: string;
  /** Loaded only when asked for, so that a station starts quickly. */
  readonly load: () => Promise<Command>;
}

/** Every command by its name. They are the API for scripts: names and shapes stay. */
export const commandTable: Readonly<Record<string, CommandRow>> = {
  teach: {
    summary: 'teach a bundle from a folder of good images',
    load: async () => (await import('./teach.ts')).teach,
  },
  import: {
    summary: 'make a bundle of a network taught elsewhere and a folder of good images',
    load: async () => (await import('./import.ts')).importModel,
  },
  recalibrate: {
    summary: "set a bundle's limit from other good images, without teaching again",
    load: async () => (await import('./recalibrate.ts')).recalibrate,
  },
  inspect: {
    summary: 'judge image files with a bundle, without a station',
    load: async () => (await import('./inspect.ts')).inspect,
  },
  evaluate: {
    summary: 'judge images with a known answer: figures with intervals, and a report',
    load: async () => (await import('./evaluate.ts')).evaluate,
  },
  export: {
    summary: "write a bundle's model as one ONNX file with all it needs to be used elsewhere",
    load: async () => (await import('./export.ts')).exportModel,
  },
  serve: {
    summary: 'run a station without a window and serve its screen to browsers',
    load: async () => (await import('./serve.ts')).serve,
  },
  log: {
    summary: "print a station's log",
    load: async () => (await import('./log.ts')).log,
  },
  backup: {
    summary: "copy a station's database, also while it runs",
    load: async () => (await import('./backup.ts')).backup,
  },
  restore: {
    summary: "put a backup in the place of a closed station's database",
    load: async () => (await import('./restore.ts')).restore,
  },
  audit: {
    summary: 'prove that the audit trail of a station was not tampered with',
    load: async () => (await import('./audit.ts')).audit,
  },
  users: {
    summary: "switch a closed station's users off, where the last supervisor is locked out",
    load: async () => (await import('./users.ts')).users,
  },
  camera: {
    summary: 'simulate a camera that exports images of the demo product',
    load: async () => (await import('./camera.ts')).camera,
  },
  bench: {
    summary: 'measure the station on this machine',
    load: async () => (await import('./bench.ts')).bench,
  },
};
