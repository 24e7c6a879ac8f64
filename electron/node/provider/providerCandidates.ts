import { existsSync } from 'node:fs';
import type { Provider } from '../../../models/session.ts';

type Accelerator = Exclude<Provider, 'cpu'>;

/** Device files by which Linux shows that there is something to accelerate with; /dev/dxg is Windows' GPU under WSL. */
const linuxDevices: readonly (readonly [Accelerator, readonly string[]])[] = [
  ['cuda', ['/dev/nvidiactl', '/dev/dxg']],
  ['webgpu', ['/dev/dri', '/dev/nvidiactl', '/dev/dxg']],
];

/**
 * Accelerators worth trying when the provider is chosen automatically; the cpu is always there. Trying one that is not
 * there costs time at every start and complaints of its library on standard error.
 */
export function acceleratorsOf(
  platform: string,
  arch: string,
  exists: (path: string) => boolean = existsSync,
): readonly Accelerator[] {
  if (platform === 'win32') return ['dml', 'webgpu'];
  if (platform === 'darwin') return ['coreml', 'webgpu'];
  if (platform !== 'linux') return [];
  return linuxDevices
    .filter(([provider, devices]) => (provider !== 'cuda' || arch === 'x64') && devices.some(exists))
    .map(([provider]) => provider);
}
