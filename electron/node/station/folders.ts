import { CallFailure } from '../../common/callFailure.ts';
import type { StationHandlers, WatchedFolder } from '../../common/contract.ts';
import type { FolderId } from '../../common/inspection.ts';
import type { Recipe } from '../../common/recipe.ts';
import { say } from '../../common/stationSentence.ts';
import type { Lane } from '../lane/lane.ts';
import { inTransaction } from '../store/db.ts';
import { newestVersion } from '../store/recipes.ts';
import { insertRecipeSwitch } from '../store/recipesInForce.ts';
import {
  findFolderByPath,
  findWatchedFolder,
  insertWatchedFolder,
  removeWatchedFolder,
  restoreWatchedFolder,
  setInspecting,
} from '../store/watchedFolders.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import { checkFolder } from './checkFolder.ts';
import { allTheSame } from './recipes.ts';
import type { RecipeGate } from './recipeGate.ts';
import { isoNow, type StationParts } from './stationParts.ts';

export type NewFolder = Omit<WatchedFolder, 'folderId'> & { readonly simulated: boolean };

/** Watches a folder with a recipe in force and starts its lane. A folder watched before keeps its history. */
export async function addFolder(
  parts: StationParts,
  folder: NewFolder,
  recipe: Recipe,
  by: string,
  overridden: string | null = null,
): Promise<Lane> {
  const { db, lanes, record, audit, wallClockMs } = parts;
  const at = isoNow(parts);
  const stored = inTransaction(db, () => {
    const before = findFolderByPath(db, folder.path);
    const ignoreAnew = folder.existingFiles === 'ignore' || before === undefined;
    const next = {
      ...folder,
      folderId: before?.folderId ?? timeOrderedId<FolderId>(wallClockMs()),
      inspecting: true,
      createdAt: ignoreAnew ? at : before.createdAt,
      firstScanAt: ignoreAnew ? null : before.firstScanAt,
    };
    if (before === undefined) insertWatchedFolder(db, next);
    else restoreWatchedFolder(db, next);
    const { recipeId, version } = recipe;
    insertRecipeSwitch(db, { folderId: next.folderId, recipeId, version, switchedAt: at, switchedBy: by });
    const { path, ...how } = folder;
    const inForce = `${recipe.settings.product} version ${version}`;
    audit.add({
      ...{ by, action: 'folderAdded', record: path, new: { ...how, recipe: inForce } },
      why: overridden === null ? null : `${allTheSame} ${overridden}`,
    });
    return findWatchedFolder(db, next.folderId);
  });
  record.add(
    'folderAdded',
    say('folderAdded', { path: folder.path, product: recipe.settings.product, version: recipe.version }),
    by,
  );
  const lane = lanes.add(stored, recipe);
  await lane.start();
  return lane;
}

export async function setLaneInspecting(
  parts: StationParts,
  folderId: FolderId,
  inspecting: boolean,
  by: string,
): Promise<void> {
  const { db, lanes, record, audit } = parts;
  const lane = lanes.find(folderId);
  if (findWatchedFolder(db, folderId).inspecting !== inspecting) {
    const what = inspecting ? 'Started' : 'Stopped';
    inTransaction(db, () => {
      setInspecting(db, folderId, inspecting);
      audit.add({ by, action: `inspecting${what}`, record: lane.folder.path });
    });
    record.add(`inspecting${what}`, say(`inspecting${what}`, { path: lane.folder.path }), by);
  }
  await (inspecting ? lane.start() : lane.stop());
}

export async function removeFolder(parts: StationParts, folderId: FolderId, by: string): Promise<void> {
  const { db, lanes, alarms, record, audit } = parts;
  const { folder } = lanes.find(folderId);
  await lanes.remove(folderId);
  inTransaction(db, () => {
    removeWatchedFolder(db, folderId, isoNow(parts));
    audit.add({ by, action: 'folderRemoved', record: folder.path });
  });
  alarms.clearFolder(folderId);
  record.add('folderRemoved', say('folderRemoved', { path: folder.path }), by);
}

type FolderCalls = Pick<
  StationHandlers,
  'addWatchedFolder' | 'removeWatchedFolder' | 'startInspecting' | 'stopInspecting'
>;

export function folderCalls(parts: StationParts, gate: Pick<RecipeGate, 'pass'>): FolderCalls {
  const { db, home, lanes } = parts;
  return {
    async addWatchedFolder({ folder, recipeId, override = false }, caller) {
      const recipe = newestVersion(db, recipeId);
      if (recipe === undefined) {
        throw new CallFailure('notFound', `There is no recipe with the id ${recipeId}.`);
      }
      const watched = lanes.all().map((lane) => lane.folder);
      const path = checkFolder(folder, home, watched);
      const overridden = await gate.pass(recipe, override, caller);
      const lane = await addFolder(
        parts,
        { ...folder, path, simulated: false },
        recipe,
        caller.user,
        overridden,
      );
      return { ...folder, path, folderId: lane.folder.folderId };
    },
    async removeWatchedFolder({ folderId }, { user }) {
      await removeFolder(parts, folderId, user);
      return null;
    },
    async startInspecting({ folderId }, { user }) {
      await setLaneInspecting(parts, folderId, true, user);
      return null;
    },
    async stopInspecting({ folderId }, { user }) {
      await setLaneInspecting(parts, folderId, false, user);
      return null;
    },
  };
}
