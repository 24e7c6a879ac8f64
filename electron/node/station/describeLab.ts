import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleFiles, parseManifest } from '../../../models/bundle.ts';
import { outputNamesOf } from '../../../models/graph/keepOutputs.ts';
import { type HeadName, headNames, type Manifest, tensorNames } from '../../../models/manifest.ts';
import { CallFailure } from '../../common/callFailure.ts';
import type { Lab, LabScoring, LabVersion } from '../../common/lab.ts';
import { limitsInForce } from '../../common/limits.ts';
import type { Recipe } from '../../common/recipe.ts';
import { newestScoring, type StoredSummary } from '../lab/labFolder.ts';
import { listAudit } from '../store/audit.ts';
import { findRecipe } from '../store/recipes.ts';
import { bundleFolder } from './installBundle.ts';
import type { StationParts } from './stationParts.ts';

const mostVersions = 8;
/** Entries of the audit trail looked through for the folders a product was taught from. */
const entriesLookedAt = 50;

type Model = Pick<Manifest, 'modelSha256' | 'preprocessingSha256'>;
const isSameModel = (a: Model, b: Model): boolean =>
  a.modelSha256 === b.modelSha256 && a.preprocessingSha256 === b.preprocessingSha256;

/** What there is to know of a product in the lab, but for the scores themselves. */
export function describeLab({ home, db }: Pick<StationParts, 'home' | 'db'>) {
  /** Heads a model draws a map of, by the model's hash. */
  const drawnHeads = new Map<string, readonly HeadName[]>();

  const fileOf = (recipe: Recipe, file: string) =>
    path.join(bundleFolder(home, recipe.settings.bundle), file);

  async function manifestOf(recipe: Recipe): Promise<Manifest> {
    try {
      return parseManifest(await readFile(fileOf(recipe, bundleFiles.manifest), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      const { product, bundle } = recipe.settings;
      throw new CallFailure('notFound', `The bundle ${bundle} of ${product} is not in the home any more.`);
    }
  }

  async function drawnBy(recipe: Recipe, { modelSha256 }: Manifest): Promise<readonly HeadName[]> {
    const known = drawnHeads.get(modelSha256);
    if (known !== undefined) return known;
    const outputs = outputNamesOf(await readFile(fileOf(recipe, bundleFiles.model)));
    const drawn = headNames.filter((name) => outputs.includes(tensorNames.map(name)));
    drawnHeads.set(modelSha256, drawn);
    return drawn;
  }

  async function versionsOf(newest: Recipe, model: Model): Promise<LabVersion[]> {
    const versions: LabVersion[] = [];
    for (let version = newest.version; version > 0 && versions.length < mostVersions; version--) {
      const recipe = findRecipe(db, newest.recipeId, version);
      const manifest = recipe && (await manifestOf(recipe).catch(() => null));
      if (!recipe || !manifest) continue;
      const { createdAt, createdBy, settings } = recipe;
      const { calibration } = manifest;
      versions.push({
        ...{ version, createdAt, createdBy, calibration },
        ...limitsInForce(settings, { reviewLimit: null, ...calibration }),
        sameModel: isSameModel(manifest, model),
      });
    }
    return versions;
  }

  function suggestedFolders({ recipeId, settings }: Recipe): Lab['suggested'] {
    const actions = ['teachingStarted', 'recalibrationStarted'] as const;
    for (const entry of listAudit(db, { actions, limit: entriesLookedAt })) {
      const order = entry.new as Partial<Record<string, unknown>> | null;
      if (order?.['recipeId'] !== recipeId && order?.['product'] !== settings.product) continue;
      const folder = (name: string) => (typeof order[name] === 'string' ? order[name] : null);
      return { good: folder('good'), bad: folder('bad') };
    }
    return { good: null, bad: null };
  }

  return {
    async of(recipe: Recipe, scoring: LabScoring | null): Promise<Lab> {
      const manifest = await manifestOf(recipe);
      const drawn = await drawnBy(recipe, manifest);
      const summary = await newestScoring(home, recipe.recipeId);
      return {
        recipeId: recipe.recipeId,
        product: recipe.settings.product,
        heads: headNames.flatMap((head) => {
          const limit = manifest.heads[head]?.limit;
          if (limit === undefined) return [];
          return [{ head, limit, drawn: drawn.includes(head) || head === manifest.calibration.head }];
        }),
        versions: await versionsOf(recipe, manifest),
        scores: summary !== null && isSameModel(summary, manifest) ? summary : null,
        scoring,
        suggested: suggestedFolders(recipe),
      };
    },
    /** @throws CallFailure when the product was taught again since the scoring. */
    async requireSameModel(recipe: Recipe, summary: StoredSummary): Promise<void> {
      if (isSameModel(summary, await manifestOf(recipe))) return;
      throw new CallFailure(
        'refused',
        `${recipe.settings.product} judges with another model than the one these scores are of; score the images again.`,
      );
    },
  };
}
