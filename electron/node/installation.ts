import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What lies beside the programs; the same places in the project's folder and in the packaged app. */
export interface Installation {
  readonly version: string;
  /** Of what decides a taught model: this program, the runtime and the decoder; pinned in package.json. */
  readonly versions: Readonly<Record<string, string>>;
  /** Absolute folder of the bundle the demo inspects with. */
  readonly demoBundle: string;
  /** Absolute folder of the built screen. */
  readonly screen: string;
}

/** `root` is the folder that holds package.json. */
export function installationAt(root: URL): Installation {
  const { version, dependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };
  const pinned = ['onnxruntime-node', 'sharp'].map(
    (name) => [name, dependencies[name] ?? 'unknown'] as const,
  );
  return {
    version,
    versions: { plumbline: version, node: process.versions.node, ...Object.fromEntries(pinned) },
    demoBundle: fileURLToPath(new URL('models/demo/bundle', root)),
    screen: fileURLToPath(new URL('dist/renderer', root)),
  };
}
