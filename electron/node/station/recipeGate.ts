import { CallFailure } from '../../common/callFailure.ts';
import type { Caller, StationHandlers } from '../../common/contract.ts';
import type { Recipe } from '../../common/recipe.ts';
import { mayAct } from '../../common/role.ts';
import type { RecipeCheck, RecipeProof } from '../../common/setUp.ts';
import type { WorkbenchReply, WorkbenchRequest } from '../../common/workbenchProtocol.ts';
import { challengeFile } from '../challenge/challengeFiles.ts';
import type { ChildProcess } from '../childProcess.ts';
import { listChallengeImages } from '../store/challenges.ts';
import { findRecipe } from '../store/recipes.ts';
import { recipeBundle } from './recipeBundle.ts';
import { noVersion } from './setUp.ts';
import type { StationParts } from './stationParts.ts';

/** What has to be proven before a recipe goes in force, in a process beside those that inspect. */
export interface RecipeGate {
  readonly calls: Pick<StationHandlers, 'checkRecipe'>;
  /**
   * Resolves when the recipe may go in force. Rejects with the sentence why not; with `override` only for what no supervisor may
   * decide. Resolves to what was overridden, for the record; null: nothing had to be.
   */
  pass(recipe: Recipe, override: boolean, caller: Caller): Promise<string | null>;
  close(): Promise<void>;
}

export function createRecipeGate(parts: StationParts, launch: () => ChildProcess): RecipeGate {
  const { db, home, settings } = parts;
  /** What was proven, by what it was proven of: asked again at once, it is not run again. */
  const checks = new Map<string, Promise<RecipeCheck>>();
  const children = new Set<ChildProcess>();

  function check(recipe: Recipe): Promise<RecipeCheck> {
    const { recipeId, version } = recipe;
    const { provider } = settings();
    const images = listChallengeImages(db, recipeId);
    const key = JSON.stringify([
      recipeId,
      version,
      provider,
      images.map(({ challengeImageId }) => challengeImageId),
    ]);
    let found = checks.get(key);
    if (found === undefined) {
      found = prove({
        kind: 'prove',
        ...recipeBundle(home, recipe, provider),
        challenge: images.map((image) => ({
          challengeImageId: image.challengeImageId,
          ...{ truth: image.truth, name: image.name, sha256: image.sha256, extent: image.extent },
          ...{ region: image.region, file: challengeFile(home, image) },
        })),
      }).then(({ proofs, provider: where }) => ({
        ...{ recipeId, version, provider: where, proofs },
        passed: proofs.every(({ outcome }) => outcome !== 'failed'),
      }));
      checks.set(key, found);
      // A failure may be the disk's or the process's; only a result is kept, and a failed one not for ever.
      void found.then(
        ({ passed }) => void (passed || checks.delete(key)),
        () => checks.delete(key),
      );
    }
    return found;
  }

  function prove(
    request: Extract<WorkbenchRequest, { kind: 'prove' }>,
  ): Promise<{ provider: string | null; proofs: readonly RecipeProof[] }> {
    return new Promise((resolve, reject) => {
      const child = launch();
      children.add(child);
      let why = 'The process that proves a recipe ended before it was done; try again.';
      child.port.onValue((value) => {
        const reply = value as WorkbenchReply;
        if (reply.kind === 'proven') resolve({ provider: reply.provider, proofs: reply.proofs });
        if (reply.kind === 'ended' && reply.reason !== null) why = reply.reason;
      });
      child.onExit(() => {
        children.delete(child);
        reject(new CallFailure('failed', why));
      });
      child.port.send(request);
    });
  }

  return {
    calls: {
      checkRecipe({ recipeId, version }) {
        const recipe = findRecipe(db, recipeId, version);
        if (recipe === undefined) throw noVersion(recipeId, version);
        return check(recipe);
      },
    },
    async pass(recipe, override, caller) {
      const { proofs } = await check(recipe);
      const failed = proofs.filter(({ outcome }) => outcome === 'failed');
      if (failed.length === 0) return null;
      const why = failed.map(({ sentence }) => sentence).join(' ');
      const name = `${recipe.settings.product} version ${recipe.version}`;
      if (!override || failed.some(({ mayOverride }) => !mayOverride)) {
        throw new CallFailure('refused', `${name} was not put in force. ${why}`);
      }
      if (!mayAct(caller.role, 'supervisor')) {
        throw new CallFailure(
          'notAllowed',
          `Only a supervisor may put ${name} in force all the same. ${why}`,
        );
      }
      return why;
    },
    async close() {
      for (const child of children) child.kill();
    },
  };
}
