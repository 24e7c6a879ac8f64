import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestContext } from 'node:test';
import type { Caller, StationEvents, StationHandlers } from '../../electron/common/contract.ts';
import type { Inspection } from '../../electron/common/inspection.ts';
import type { LaneState, StationState } from '../../electron/common/stationState.ts';
import { createStation } from '../../electron/node/station/createStation.ts';
import type { Station, StationOptions } from '../../electron/node/station/stationInterface.ts';
import { writeBundle } from '../../models/writeBundle.ts';
import { fakeChild, type FakeChild } from './fakeChild.ts';
import { reviewHere } from './reviewHere.ts';
import { workbenchHere } from './workbenchHere.ts';
import { fakeInference, type FakeInference } from './fakeInference.ts';
import { tinyBundle } from './tinyBundle.ts';

export const eva: Caller = { user: 'eva', role: 'supervisor' };

export interface FakeStation {
  readonly root: string;
  readonly home: string;
  /** An empty folder to watch. */
  readonly camera: string;
  /** A bundle outside the home. */
  readonly bundle: string;
  readonly inference: FakeInference;
  readonly teachers: FakeChild[];
  readonly station: Station;
  readonly call: StationHandlers;
  readonly events: { name: keyof StationEvents; value: unknown; atMs: number }[];
  /** Announced inspections. */
  rows(): Inspection[];
  state(): StationState;
  /** The first lane. */
  lane(): LaneState;
  until(what: () => boolean): Promise<void>;
  restart(options?: Partial<StationOptions>): Promise<void>;
}

/** A station whose inference is a fake and whose teach processes are driven by the test. */
export async function fakeStation(
  t: TestContext,
  options: Partial<StationOptions> & { purpose?: 'production' | 'demo' } = {},
): Promise<FakeStation> {
  const { purpose = 'production', ...own } = options;
  const root = mkdtempSync(join(tmpdir(), 'plumbline-'));
  const home = join(root, 'home');
  const camera = join(root, 'camera');
  mkdirSync(camera);
  const bundle = join(root, 'bundle');
  const content = await tinyBundle();
  await writeBundle(bundle, { ...content, manifest: { ...content.manifest, purpose } });
  const inference = fakeInference();
  const teachers: FakeChild[] = [];
  const events: FakeStation['events'] = [];
  const open = async (more: Partial<StationOptions> = {}): Promise<Station> => {
    const opened = await createStation({
      ...{ home, version: '0.0.0-test', demoBundle: bundle, demoOnFirstStart: false },
      createInference: inference.create,
      secretCost: { cost: 16, blockSize: 1, parallelization: 1 },
      launchReview: reviewHere,
      launchWorkbench: workbenchHere,
      launchTeach() {
        const child = fakeChild();
        teachers.push(child);
        return child;
      },
      ...own,
      ...more,
    });
    opened.subscribe((name, value) => events.push({ name, value, atMs: performance.now() }));
    return opened;
  };
  let station = await open();
  t.after(async () => {
    await station.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });
  const fake: FakeStation = {
    ...{ root, home, camera, bundle, inference, teachers, events },
    get station() {
      return station;
    },
    get call() {
      return station.handlers;
    },
    rows: () =>
      events.flatMap(({ name, value }) => (name === 'inspectionsCompleted' ? (value as Inspection[]) : [])),
    state: () => station.handlers.getState({}, eva) as StationState,
    lane: () => fake.state().lanes[0] as LaneState,
    async until(what) {
      for (let waited = 0; !what(); waited += 10) {
        if (waited > 8000) throw new Error(`Waited in vain until ${what.toString()}.`);
        await pause(10);
      }
    },
    async restart(more) {
      await station.close();
      station = await open(more);
    },
  };
  return fake;
}
