import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Alarm, AlarmKind } from '../../electron/common/alarm.ts';
import type { WatchedFolder } from '../../electron/common/contract.ts';
import type { JudgeImage } from '../../electron/common/inferenceProtocol.ts';
import type { Inspection } from '../../electron/common/inspection.ts';
import type { LaneState } from '../../electron/common/stationState.ts';
import type { ChildProcess } from '../../electron/node/childProcess.ts';
import { createInferenceClient } from '../../electron/node/inferenceClient.ts';
import { forkProcess } from '../../electron/node/launchProcess.ts';
import { localUser } from '../../electron/node/localUser.ts';
import { createStation } from '../../electron/node/station/createStation.ts';
import type { Station, WatchWishes } from '../../electron/node/station/stationInterface.ts';
import { systemTimers, type Timers } from '../../electron/node/timers.ts';
import { writeBundle } from '../../models/writeBundle.ts';
import { tinyBundle } from './tinyBundle.ts';
import { reviewHere } from './reviewHere.ts';
import { workbenchHere } from './workbenchHere.ts';

const inferenceEntry = new URL('../../electron/processes/inference.ts', import.meta.url);

export interface BenchOptions {
  /** Clock of the inference processes' supervision. */
  readonly timers?: Timers;
  /** Called after an image was asked for, with the process that judges it. */
  readonly onAsked?: (request: JudgeImage, child: ChildProcess) => void;
}

/** A whole station in this process with real inference processes, in a temporary home. */
export interface StationBench {
  /** Holds everything; goes with the bench. */
  readonly root: string;
  readonly home: string;
  /** A tiny bundle, not installed. */
  readonly bundle: string;
  readonly station: Station;
  /** Makes a folder below the root and watches it with the bundle on the cpu. */
  watch(name: string, wishes?: WatchWishes, options?: { make?: boolean }): Promise<WatchedFolder>;
  /** Of one folder or all, in the order of the log. */
  rows(folder?: WatchedFolder): Promise<readonly Inspection[]>;
  rowsUntil(count: number, folder?: WatchedFolder): Promise<readonly Inspection[]>;
  lane(folder: WatchedFolder): Promise<LaneState>;
  alarm(kind: AlarmKind): Promise<Alarm | undefined>;
  until<Found>(what: string, find: () => Promise<Found> | Found): Promise<NonNullable<Found>>;
  /** Closes the station and opens another on the same home. */
  restart(between?: () => void): Promise<void>;
  close(): Promise<void>;
}

const patienceMs = 30_000;

export async function stationBench(options: BenchOptions = {}): Promise<StationBench> {
  const root = mkdtempSync(join(tmpdir(), 'plumbline-station-'));
  const home = join(root, 'home');
  const bundle = join(root, 'bundle');
  await writeBundle(bundle, await tinyBundle());
  let station = await open();
  await station.handlers.changeSettings({ provider: 'cpu' }, localUser);

  function open(): Promise<Station> {
    return createStation({
      ...{ home, version: '0.0.0', demoBundle: '', demoOnFirstStart: false },
      createInference() {
        let child: ChildProcess;
        const link = createInferenceClient(
          () => (child = forkProcess(inferenceEntry)),
          options.timers ?? systemTimers,
        );
        const judge = (request: JudgeImage): void => {
          link.judge(request);
          options.onAsked?.(request, child);
        };
        return { ...link, judge };
      },
      launchTeach: () => {
        throw new Error('Nothing is taught here.');
      },
      launchReview: reviewHere,
      launchWorkbench: workbenchHere,
    });
  }

  const bench: StationBench = {
    ...{ root, home, bundle },
    get station() {
      return station;
    },
    watch(name, wishes = {}, { make = true } = {}) {
      if (make) mkdirSync(join(root, name), { recursive: true });
      return station.watchWithBundle(join(root, name), bundle, wishes);
    },
    async rows(folder) {
      const rows: Inspection[] = [];
      for (let more = true; more;) {
        const before = rows.at(-1)?.sequence;
        const page = await station.handlers.listInspections(
          {
            limit: 500,
            ...(folder && { folderId: folder.folderId }),
            ...(before !== undefined && { beforeSequence: before }),
          },
          localUser,
        );
        rows.push(...page.inspections);
        ({ more } = page);
      }
      return rows.reverse();
    },
    rowsUntil: (count, folder) =>
      bench.until(`${count} rows`, async () => {
        const rows = await bench.rows(folder);
        return rows.length >= count ? rows : undefined;
      }),
    async lane({ folderId }) {
      const { lanes } = await station.handlers.getState({}, localUser);
      const lane = lanes.find((one) => one.folderId === folderId);
      if (lane === undefined) throw new Error(`Folder ${folderId} has no lane.`);
      return lane;
    },
    async alarm(kind) {
      const { alarms } = await station.handlers.getState({}, localUser);
      return alarms.find((one) => one.kind === kind);
    },
    async until(what, find) {
      const beganMs = performance.now();
      for (;;) {
        const found = await find();
        if (found !== undefined && found !== null && found !== false) return found;
        if (performance.now() - beganMs > patienceMs) throw new Error(`Waited in vain for ${what}.`);
        await pause(20);
      }
    },
    async restart(between) {
      await station.close();
      between?.();
      station = await open();
    },
    async close() {
      await station.close();
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return bench;
}
