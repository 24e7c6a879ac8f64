import type { Provider } from '../../../models/session.ts';

/** Accelerators that onnxruntime-node can have on a platform; the cpu is always there. */
export function acceleratorsOf(platform: string, arch: string): readonly Exclude<Provider, 'cpu'>[] {
  if (platform === 'win32') return ['dml', 'webgpu'];
  if (platform === 'darwin') return ['coreml', 'webgpu'];
  return platform === 'linux' && arch === 'x64' ? ['cuda', 'webgpu'] : ['webgpu'];
}
