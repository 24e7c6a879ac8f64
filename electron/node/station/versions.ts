import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { CallFailure } from '../../common/callFailure.ts';
import type { StationHandlers } from '../../common/contract.ts';
import { say } from '../../common/stationSentence.ts';
import { defaultRecipeSettings } from '../../common/recipe.ts';
import type { BundleFacts } from '../../common/versionFacts.ts';
import { BundleError, bundleFiles, parseManifest } from '../../../models/bundle.ts';
import { describeCalibration } from '../../../models/calibration/describeCalibration.ts';
import { headNames, type HeadName, type Manifest } from '../../../models/manifest.ts';
import { readBundle } from '../../../models/readBundle.ts';
import { writeBundle } from '../../../models/writeBundle.ts';
import { findRecipe, listRecipes } from '../store/recipes.ts';
import { bundleFolder, installBundle } from './installBundle.ts';
import { appendRecipe, recipeOfProduct } from './recipes.ts';
import { noVersion } from './setUp.ts';
import type { StationParts } from './stationParts.ts';

type Calls = Pick<StationHandlers, 'listVersions' | 'exportBundle' | 'importBundle'>;

/** The versions of a product with what their bundles say, and bundles that leave and enter the station. */
export function versionCalls(parts: StationParts): Calls {
  const { db, home, audit, record } = parts;
  return {
    async listVersions({ recipeId }) {
      const recipes = listRecipes(db).filter((one) => one.recipeId === recipeId);
      if (recipes.length === 0) {
        throw new CallFailure('notFound', `There is no recipe with the id ${recipeId}.`);
      }
      // Several versions often share a bundle.
      const facts = new Map<string, Promise<BundleFacts | null>>();
      return Promise.all(
        recipes
          .toSorted((a, b) => b.version - a.version)
          .map(async (recipe) => {
            const { bundle } = recipe.settings;
            const known = facts.get(bundle) ?? bundleFacts(bundleFolder(home, bundle));
            facts.set(bundle, known);
            return { recipe, bundle: await known };
          }),
      );
    },
    async exportBundle({ recipeId, version, path: into }, { user }) {
      const recipe = findRecipe(db, recipeId, version);
      if (recipe === undefined) throw noVersion(recipeId, version);
      const parent = await existingFolder(into);
      const { product, bundle } = recipe.settings;
      const name = `${product.replace(/[^\p{L}\p{N} ._-]/gu, '-').replace(/^[. ]+|[. ]+$/g, '') || 'product'} v${version}`;
      const target = path.join(parent, name);
      await refusing(async () => writeBundle(target, await readBundle(bundleFolder(home, bundle))));
      record.add('bundleExported', say('bundleExported', { product, version, path: target }), user);
      audit.tell({
        by: user,
        action: 'bundleExported',
        record: `${product} version ${version}`,
        new: { target },
      });
      return { path: target };
    },
    async importBundle({ path: from }, { user }) {
      const folder = await existingFolder(from);
      const { name, manifest } = await refusing(() => installBundle(home, folder));
      const { product, purpose } = manifest;
      const before = recipeOfProduct(parts, product, purpose);
      if (before?.settings.bundle === name) {
        throw new CallFailure('refused', say('bundlePresent', { product, version: before.version }));
      }
      // Limits set by hand and the bits a sample belong to the old bundle.
      const ofBundle = { bundle: name, limit: null, reviewLimit: null, bitDepth: null };
      const settings = { ...(before?.settings ?? defaultRecipeSettings), product, ...ofBundle };
      const recipe = appendRecipe(parts, before?.recipeId ?? null, settings, purpose, user);
      const { version } = recipe;
      record.add('bundleImported', say('bundleImported', { product, version, path: folder }), user);
      audit.tell({
        by: user,
        action: 'bundleImported',
        record: `${product} version ${recipe.version}`,
        new: { folder, bundleId: manifest.id },
      });
      return recipe;
    },
  };
}

async function existingFolder(given: string): Promise<string> {
  if (!path.isAbsolute(given)) {
    throw new CallFailure('refused', say('notWholePath', { path: given }));
  }
  const folder = path.resolve(given);
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() !== true) throw new CallFailure('refused', say('noSuchFolder', { path: folder }));
  return folder;
}

/** A bundle that cannot be read, or a place that cannot be written, is a refusal with its own sentence. */
async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BundleError) throw new CallFailure('refused', error.message);
    const { syscall, code, path: where } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new CallFailure('refused', `${where ?? 'The bundle'} cannot be read or written (${code}).`);
  }
}

async function bundleFacts(folder: string): Promise<BundleFacts | null> {
  try {
    return factsOf(parseManifest(await readFile(path.join(folder, bundleFiles.manifest), 'utf8')));
  } catch (error) {
    const isGone = error instanceof BundleError || (error as NodeJS.ErrnoException).syscall !== undefined;
    if (!isGone) throw error;
    return null;
  }
}

function factsOf(manifest: Manifest): BundleFacts {
  const { calibration, preprocessing, teaching, heads } = manifest;
  const headLimits: Partial<Record<HeadName, number>> = {};
  for (const name of headNames) {
    const limit = heads[name]?.limit;
    if (limit !== undefined) headLimits[name] = limit;
  }
  const { width, height, channels, region, ignored = [], locate } = preprocessing;
  return {
    bundleId: manifest.id,
    createdAt: manifest.createdAt,
    head: calibration.head,
    limit: calibration.limit,
    reviewLimit: calibration.reviewLimit ?? null,
    ...{ headLimits, region, ignored, input: { width, height, channels }, locates: locate !== undefined },
    taught: teaching.trained,
    calibratedOn: calibration.goods,
    minutes: teaching.minutes,
    steps: teaching.steps,
    calibration: calibration.kind === 'estimate' ? 'estimate' : 'exact',
    expectedOverkill: calibration.expectedOverkill,
    overkillBound: calibration.kind === 'estimate' ? null : calibration.overkillBound,
    escapes: calibration.escapes ?? null,
    leftOut: teaching.skipped.length,
    recalibratedFrom: manifest.recalibratedFrom?.bundle ?? null,
    imported: teaching.imported !== undefined,
    sentences: describeCalibration(calibration),
  };
}
