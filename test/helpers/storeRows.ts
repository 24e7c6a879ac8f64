import type { FolderId, RecipeId, ResultId } from '../../electron/common/inspection.ts';
import { defaultRecipeSettings, type Recipe } from '../../electron/common/recipe.ts';
import type { StationDatabase } from '../../electron/node/store/db.ts';
import { insertInspection, type NewInspection } from '../../electron/node/store/inspections.ts';
import { insertLedgerRow, type LedgerRow } from '../../electron/node/store/ledger.ts';
import { insertRecipe } from '../../electron/node/store/recipes.ts';
import { insertRecipeSwitch } from '../../electron/node/store/recipesInForce.ts';
import { insertWatchedFolder, type StoredFolder } from '../../electron/node/store/watchedFolders.ts';

export const someTime = '2026-03-01T10:00:00.000Z';
export const someFolder: StoredFolder = {
  folderId: 'folder-1' as FolderId,
  path: '/camera',
  recursive: false,
  watching: 'events',
  existingFiles: 'inspect',
  simulated: false,
  inspecting: true,
  createdAt: someTime,
  firstScanAt: null,
};
export const someRecipe: Recipe = {
  recipeId: 'recipe-1' as RecipeId,
  version: 1,
  createdAt: someTime,
  createdBy: 'engineer',
  purpose: 'production',
  settings: { ...defaultRecipeSettings, product: 'bottle', bundle: 'bundle-1' },
};

/** A folder with a recipe in force, so that ledger rows and inspections have what they refer to. */
export function seedFolder(db: StationDatabase, folder: Partial<StoredFolder> = {}): StoredFolder {
  const whole = { ...someFolder, ...folder };
  insertWatchedFolder(db, whole);
  insertRecipe(db, someRecipe);
  insertRecipeSwitch(db, {
    folderId: whole.folderId,
    recipeId: someRecipe.recipeId,
    version: 1,
    switchedAt: someTime,
    switchedBy: 'engineer',
  });
  return whole;
}

export function ledgerRow(name: string, row: Partial<LedgerRow> = {}): LedgerRow {
  return {
    resultId: name as ResultId,
    folderId: someFolder.folderId,
    file: `${name}.png`,
    state: 'seen',
    sizeBytes: 1000,
    modifiedMs: 1_700_000_000_000.5,
    contentSha256: null,
    moveTarget: null,
    seenAt: someTime,
    ...row,
  };
}

export function newInspection(name: string, one: Partial<NewInspection> = {}): NewInspection {
  return {
    resultId: name as ResultId,
    folderId: someFolder.folderId,
    file: `${name}.png`,
    partId: null,
    jobId: null,
    view: null,
    number: null,
    product: 'bottle',
    recipeId: someRecipe.recipeId,
    recipeVersion: 1,
    bundleId: 'bundle-1',
    calibrationId: 'calibration-1',
    verdict: 'pass',
    processingState: 'completed',
    reason: null,
    score: 0.5,
    limit: 1,
    reviewLimit: null,
    head: 'learnedSimilarity',
    heads: { learnedSimilarity: 0.5, mae: 0.01 },
    located: null,
    provider: 'cpu',
    createdAt: someTime,
    simulated: false,
    times: { wait: 1, decode: 2, run: 3, total: 6 },
    imageWidth: 640,
    imageHeight: 480,
    sizeBytes: 1000,
    contentSha256: 'a'.repeat(64),
    pictures: ['thumbnail', 'map'],
    movedTo: null,
    ...one,
  };
}

/** Seen and judged in one go. */
export function addInspection(db: StationDatabase, name: string, one: Partial<NewInspection> = {}) {
  const row = newInspection(name, one);
  insertLedgerRow(
    db,
    ledgerRow(name, { state: 'judged', file: row.file, folderId: row.folderId, resultId: row.resultId }),
  );
  return insertInspection(db, row);
}
