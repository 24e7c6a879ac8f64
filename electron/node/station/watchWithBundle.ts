import type { WatchedFolder } from '../../common/contract.ts';
import { defaultRecipeSettings, type Recipe } from '../../common/recipe.ts';
import type { Lane } from '../lane/lane.ts';
import { checkFolder } from './checkFolder.ts';
import { addFolder, removeFolder, setLaneInspecting } from './folders.ts';
import { installBundle } from './installBundle.ts';
import { appendRecipe, recipeOfProduct, switchRecipe } from './recipes.ts';
import { theStation } from './record.ts';
import type { Station, WatchWishes } from './stationInterface.ts';
import type { StationParts } from './stationParts.ts';

const defaultWatching = { recursive: false, watching: 'events', existingFiles: 'inspect' } as const;

/** What `serve --watch --bundle` asks for; see Station.watchWithBundle. */
export function createWatchWithBundle(parts: StationParts): Station['watchWithBundle'] {
  const { home, lanes } = parts;

  function recipeFor(
    product: string,
    purpose: Recipe['purpose'],
    bundle: string,
    wishes: WatchWishes,
  ): Recipe {
    const before = recipeOfProduct(parts, product, purpose);
    const sameBundle = before?.settings.bundle === bundle;
    const settings = {
      ...(before?.settings ?? defaultRecipeSettings),
      // Limits set by hand belong to the scores of their bundle, as do the bits a sample.
      ...(!sameBundle && { limit: null, reviewLimit: null, bitDepth: null }),
      ...wishes.recipe,
      product,
      bundle,
    };
    if (before !== undefined && isEqual(before.settings, settings)) return before;
    return appendRecipe(parts, before?.recipeId ?? null, settings, purpose, theStation);
  }

  return async (folder, bundle, wishes = {}) => {
    const { recipe: _, ...watching } = wishes;
    const present = lanes.all().find((lane) => lane.folder.path === folder);
    const { name, manifest } = await installBundle(home, bundle);
    const { product, purpose } = manifest;
    if (present !== undefined && isAsWished(present, watching)) {
      const recipe = recipeFor(product, purpose, name, wishes);
      const { folderId } = present.folder;
      const inForce = present.recipe;
      if (inForce.recipeId !== recipe.recipeId || inForce.version !== recipe.version) {
        await switchRecipe(parts, folderId, recipe, theStation);
      }
      await setLaneInspecting(parts, folderId, true, theStation);
      return watchedFolder(present);
    }
    const others = lanes.all().filter((lane) => lane !== present);
    const wanted = { ...(present?.folder ?? defaultWatching), ...watching };
    const path = checkFolder(
      { path: folder, recursive: wanted.recursive },
      home,
      others.map((lane) => lane.folder),
      { mayBeMissing: true },
    );
    if (present !== undefined) await removeFolder(parts, present.folder.folderId, theStation);
    const { recursive, watching: by, existingFiles } = wanted;
    const added = await addFolder(
      parts,
      { path, recursive, watching: by, existingFiles, simulated: false },
      recipeFor(product, purpose, name, wishes),
      theStation,
    );
    return watchedFolder(added);
  };
}

/** Existing files matter only when watching first begins. */
function isAsWished({ folder }: Lane, wishes: Omit<WatchWishes, 'recipe'>): boolean {
  return (
    (wishes.recursive ?? folder.recursive) === folder.recursive &&
    (wishes.watching ?? folder.watching) === folder.watching
  );
}

function isEqual(one: object, other: object): boolean {
  const sorted = (value: object) =>
    JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(one) === sorted(other);
}

function watchedFolder({ folder }: Lane): WatchedFolder {
  const { folderId, path, recursive, watching, existingFiles } = folder;
  return { folderId, path, recursive, watching, existingFiles };
}
