import { CallFailure } from '../../common/callFailure.ts';
import type { FolderId } from '../../common/inspection.ts';
import type { Recipe } from '../../common/recipe.ts';
import { createLane, type Lane, type LaneOptions } from '../lane/lane.ts';
import { recipeInForce } from '../store/recipesInForce.ts';
import { listWatchedFolders, type StoredFolder } from '../store/watchedFolders.ts';

/** The lanes of all watched folders, in the order these were added. */
export interface Lanes {
  all(): readonly Lane[];
  /** Throws a CallFailure when there is none. */
  find(folderId: FolderId): Lane;
  /** Makes the lane of a folder that has a recipe in force; it is not started. */
  add(folder: StoredFolder, recipe: Recipe): Lane;
  /** Stops it and lets go of it. */
  remove(folderId: FolderId): Promise<void>;
  /** Starts those a person has not stopped. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export function createLanes(common: Omit<LaneOptions, 'folder' | 'recipe'>): Lanes {
  const lanes = new Map<FolderId, Lane>();
  const { db } = common;
  const lanesApi: Lanes = {
    all: () => [...lanes.values()],
    find(folderId) {
      const lane = lanes.get(folderId);
      if (lane === undefined)
        throw new CallFailure('notFound', `No folder with the id ${folderId} is watched.`);
      return lane;
    },
    add(folder, recipe) {
      const lane = createLane({ ...common, folder, recipe });
      lanes.set(folder.folderId, lane);
      return lane;
    },
    async remove(folderId) {
      await lanes.get(folderId)?.stop();
      lanes.delete(folderId);
    },
    async resume() {
      await Promise.all(
        [...lanes.values()].map(async (lane) => {
          if (lane.folder.inspecting) await lane.start();
        }),
      );
    },
    async stop() {
      await Promise.all([...lanes.values()].map((lane) => lane.stop()));
    },
  };
  for (const folder of listWatchedFolders(db)) {
    const recipe = recipeInForce(db, folder.folderId);
    // A folder and its first recipe are added in one transaction.
    if (recipe === undefined) throw new Error(`${folder.path} is watched without a recipe in force.`);
    lanesApi.add(folder, recipe);
  }
  return lanesApi;
}
