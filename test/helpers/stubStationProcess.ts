import { join } from 'node:path';
import type { StationHandlers } from '../../electron/common/contract.ts';
import { emptyHead } from '../../electron/common/audit.ts';
import type { InferenceState, StationState } from '../../electron/common/stationState.ts';
import { parseDesktopOptions } from '../../electron/node/desktop/desktopOptions.ts';
import { serveDesktop } from '../../electron/node/desktop/serveDesktop.ts';
import { installationAt } from '../../electron/node/installation.ts';
import { localUser } from '../../electron/node/localUser.ts';
import type { InferenceLink } from '../../electron/node/lane/inferenceLink.ts';
import { utilityParentPort } from '../../electron/node/parentPort.ts';

/**
 * A station process whose station only does what the desktop's wiring is tested by: `listEvents` tells what it knows,
 * `startDemo` opens a bundle that is none in a real inference process, `stopDemo` crashes, a home named `refused` is refused.
 */
if (utilityParentPort === null) throw new Error('This runs under the double only.');
const { home } = parseDesktopOptions(process.argv.slice(2));
let state: InferenceState | null = null;
let inference: InferenceLink | null = null;
let tellState = (_lanes: readonly object[]): void => {};

await serveDesktop({
  main: utilityParentPort,
  home: home ?? '',
  demoOnFirstStart: false,
  installation: installationAt(new URL('../../', import.meta.url)),
  exit: (code) => setTimeout(() => process.exit(code), 50),
  async createStation(options) {
    if (options.home.endsWith('refused')) throw new Error('Another station holds this home.');
    const handlers: Partial<StationHandlers> = {
      listEvents: () => [
        {
          createdAt: '',
          kind: state?.phase ?? 'none',
          message: state?.reason ?? '',
          by: `${process.pid} ${options.home}`,
        },
      ],
      startDemo() {
        inference = options.createInference('f1' as never);
        inference.onState((next) => (state = next));
        inference.open({
          kind: 'open',
          bundle: join(options.home, 'no bundle'),
          provider: 'cpu',
          otherSizes: 'refuse',
          bitDepth: null,
        });
        return null;
      },
      startInspecting() {
        tellState([{ source: { state: 'watching' } }]);
        return null;
      },
      stopInspecting() {
        tellState([{ source: { state: 'stopped' } }]);
        return null;
      },
      leaveKiosk() {
        options.onKioskLeft?.();
        return null;
      },
      stopDemo: () => process.exit(7),
    };
    return {
      handlers: handlers as StationHandlers,
      subscribe(listener) {
        tellState = (lanes) => listener('stateChanged', { lanes } as unknown as StationState);
        return () => {};
      },
      openSession: () => ({
        caller: () => localUser,
        subscribe: () => () => {},
        close: () => {},
      }),
      auditHead: () => emptyHead,
      pictureFile: (resultId, kind) =>
        resultId === 'r1' && kind === 'thumbnail' ? join(options.home, 'r1.thumbnail.jpg') : null,
      teachingPictureFile: () => null,
      drawnPictureFile: () => null,
      samplePictureFile: () => null,
      labPictureFile: () => null,
      challengePictureFile: () => null,
      setUpPictureFile: () => null,
      watchWithBundle: () => Promise.reject(new Error('not here')),
      restartAsked: new Promise(() => {}),
      close: async () => {
        await inference?.close();
      },
    };
  },
});
