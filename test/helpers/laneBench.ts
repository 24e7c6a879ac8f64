import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestContext } from 'node:test';
import type { Inspection } from '../../electron/common/inspection.ts';
import type { Recipe, RecipeSettings } from '../../electron/common/recipe.ts';
import { createAlarms, type Alarms } from '../../electron/node/alarms.ts';
import { createLane, type Lane } from '../../electron/node/lane/lane.ts';
import {
  closeDatabase,
  openDatabase,
  openDatabaseReadOnly,
  type StationDatabase,
} from '../../electron/node/store/db.ts';
import { findInspection } from '../../electron/node/store/inspections.ts';
import { insertRecipe } from '../../electron/node/store/recipes.ts';
import { defaultSettings } from '../../electron/node/store/settings.ts';
import { findWatchedFolder, type StoredFolder } from '../../electron/node/store/watchedFolders.ts';
import { systemTimers } from '../../electron/node/timers.ts';
import { fakeInference, type FakeInference } from './fakeInference.ts';
import { quickRules } from './intakeBench.ts';
import { seedFolder, someRecipe, someTime } from './storeRows.ts';
import { tempFolder } from './tempFolder.ts';

export interface LaneBench {
  readonly db: StationDatabase;
  readonly folder: string;
  readonly lane: Lane;
  readonly alarms: Alarms;
  readonly inference: FakeInference;
  /** Announced so far. */
  readonly rows: Inspection[];
  /** Of those, what another connection to the database did not see when they were announced. */
  readonly uncommitted: Inspection[];
  /** Another version of the recipe, not in force yet. */
  recipe(settings: Partial<RecipeSettings>): Recipe;
  until(what: () => boolean): Promise<void>;
  /** A new lane on the same database and folder; the last one is stopped. */
  restart(): Promise<Lane>;
}

export async function laneBench(
  t: TestContext,
  settings: Partial<RecipeSettings> = {},
  { start = true, ...folder }: Partial<StoredFolder> & { start?: boolean } = {},
): Promise<LaneBench> {
  const home = tempFolder(t);
  const path = join(home, 'camera');
  mkdirSync(path);
  const db = openDatabase(join(home, 'station.db'));
  seedFolder(db, { createdAt: new Date().toISOString(), ...folder, path });
  const inference = fakeInference();
  const rows: Inspection[] = [];
  const uncommitted: Inspection[] = [];
  const reader = openDatabaseReadOnly(join(home, 'station.db'));
  const alarms = createAlarms({ db, wallClockMs: Date.now, onChange: () => {}, onStep: () => {} });
  let version = 1;
  const recipe = (changed: Partial<RecipeSettings>): Recipe => {
    version += 1;
    const next = {
      ...someRecipe,
      version,
      createdAt: someTime,
      settings: { ...someRecipe.settings, ...changed },
    };
    insertRecipe(db, next);
    return next;
  };
  const first = recipe(settings);
  const make = () =>
    createLane({
      ...{ db, home, recipe: first, alarms, timers: systemTimers, wallClockMs: Date.now, rules: quickRules },
      folder: findWatchedFolder(db, seedFolderId),
      createInference: inference.create,
      mayJudge: () => true,
      settings: () => defaultSettings,
      onInspections(some) {
        rows.push(...some);
        uncommitted.push(...some.filter((one) => findInspection(reader, one.resultId) === undefined));
      },
      onChange: () => {},
    });
  const seedFolderId = 'folder-1' as StoredFolder['folderId'];
  let lane = make();
  t.after(async () => {
    await lane.stop();
    reader.close();
    closeDatabase(db);
  });
  if (start) await lane.start();
  return {
    ...{ db, folder: path, alarms, inference, rows, uncommitted, recipe },
    get lane() {
      return lane;
    },
    async until(what) {
      for (let waited = 0; !what(); waited += 5) {
        if (waited > 6000) throw new Error(`Waited in vain until ${what.toString()}.`);
        await pause(5);
      }
    },
    async restart() {
      await lane.stop();
      lane = make();
      await lane.start();
      return lane;
    },
  };
}
