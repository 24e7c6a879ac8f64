import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 count pixels in buffers against the whole heap's limit instead of a small one of their own. Without it a full
 * collection runs every few camera images, about a tenth of all processor time here; with it some 90 MB more are in
 * use. Left alone under Electron, which may have frozen V8's flags.
 */
export function collectRarely(): void {
  if (process.versions['electron'] === undefined) {
    setFlagsFromString('--external-memory-accounted-in-global-limit');
  }
}
