import path from 'node:path';
import { CallFailure } from '../../common/callFailure.ts';
import type { ChallengeRun, ChallengeRunId } from '../../common/challenge.ts';
import type { StationHandlers } from '../../common/contract.ts';
import type { RecipeId } from '../../common/inspection.ts';
import type { Recipe } from '../../common/recipe.ts';
import { isoNow, type StationParts } from '../station/stationParts.ts';
import {
  challengeVerdicts,
  findChallengeImage,
  findChallengeRun,
  insertChallengeSignature,
  listChallengeImages,
  listChallengeRuns,
  readChallengePolicy,
  removeChallengeImage,
  writeChallengePolicy,
} from '../store/challenges.ts';
import { inTransaction } from '../store/db.ts';
import { listRecipes, newestVersion } from '../store/recipes.ts';
import { addFromFolder, addFromInspection } from './addImages.ts';
import type { Challenges } from './challenges.ts';
import { writeChallengeReport } from './report/writeChallengeReport.ts';

type ChallengeCalls = Pick<
  StationHandlers,
  | 'listChallengeSets'
  | 'getChallengeRun'
  | 'addChallengeImages'
  | 'addChallengeInspection'
  | 'removeChallengeImage'
  | 'changeChallengePolicy'
  | 'runChallenge'
  | 'signChallengeRun'
  | 'writeChallengeReport'
>;

const runsShown = 100;

export function challengeCalls(parts: StationParts, challenges: Challenges): ChallengeCalls {
  const { db, home, lanes, record, audit } = parts;

  function productOf(recipeId: RecipeId): string {
    const recipe = newestVersion(db, recipeId);
    if (recipe === undefined) {
      throw new CallFailure('notFound', `There is no recipe with the id ${recipeId}.`);
    }
    return recipe.settings.product;
  }

  function findRun(challengeRunId: ChallengeRunId): ChallengeRun {
    const run = findChallengeRun(db, challengeRunId);
    if (run === undefined) throw new CallFailure('notFound', `There is no challenge ${challengeRunId}.`);
    return run;
  }

  return {
    listChallengeSets: () =>
      newestRecipes(db).map(({ recipeId, settings }) => ({
        recipeId,
        product: settings.product,
        policy: readChallengePolicy(db, recipeId),
        images: listChallengeImages(db, recipeId),
        runs: listChallengeRuns(db, recipeId, runsShown),
      })),
    getChallengeRun: ({ challengeRunId }) => ({
      run: findRun(challengeRunId),
      verdicts: challengeVerdicts(db, challengeRunId),
    }),
    async addChallengeImages({ recipeId, truth, folder }, { user }) {
      const product = productOf(recipeId);
      const result = await addFromFolder(parts, recipeId, truth, folder, user);
      const said = `${result.added} known ${truth} images of ${product} were added from ${folder}.`;
      record.add('challengeImagesAdded', said, user);
      audit.tell({
        by: user,
        action: 'challengeImagesAdded',
        record: product,
        new: { truth, folder, ...result },
      });
      challenges.changed();
      return result;
    },
    async addChallengeInspection({ resultId }, { user }) {
      const { recipeId, truth } = await addFromInspection(parts, resultId, user);
      const product = productOf(recipeId);
      record.add(
        'challengeImagesAdded',
        `Inspection ${resultId} is a known ${truth} image of ${product}.`,
        user,
      );
      audit.tell({ by: user, action: 'challengeImagesAdded', record: product, new: { truth, resultId } });
      challenges.changed();
      return { truth };
    },
    removeChallengeImage({ challengeImageId }, { user }) {
      const image = findChallengeImage(db, challengeImageId);
      if (image === undefined || image.removedAt !== null) {
        throw new CallFailure('notFound', 'This image is not in a challenge set any more.');
      }
      const { recipeId, name, truth } = image;
      const product = productOf(recipeId);
      inTransaction(db, () => {
        removeChallengeImage(db, challengeImageId, isoNow(parts), user);
        audit.add({ by: user, action: 'challengeImageRemoved', record: product, old: { name, truth } });
      });
      record.add('challengeImageRemoved', `${name} was removed from the challenge set of ${product}.`, user);
      challenges.changed();
      return null;
    },
    changeChallengePolicy({ recipeId, policy }, { user }) {
      const product = productOf(recipeId);
      const before = readChallengePolicy(db, recipeId);
      inTransaction(db, () => {
        writeChallengePolicy(db, recipeId, policy);
        audit.add({
          by: user,
          action: 'challengePolicyChanged',
          record: product,
          old: before,
          new: policy,
        });
      });
      record.add('challengePolicyChanged', `When ${product} is challenged was changed.`, user);
      challenges.changed();
      return policy;
    },
    runChallenge({ folderId }, { user }) {
      challenges.start(lanes.find(folderId), 'demand', user);
      return null;
    },
    signChallengeRun({ challengeRunId, meaning }, { user, signature }) {
      const run = findRun(challengeRunId);
      if (run.signature !== null) {
        throw new CallFailure('refused', `This result was signed by ${run.signature.user} already.`);
      }
      const signed = { user, meaning: signature?.meaning ?? meaning, at: isoNow(parts) };
      inTransaction(db, () => {
        insertChallengeSignature(db, challengeRunId, signed);
        audit.add({ by: user, action: 'challengeSigned', record: challengeRunId, new: signed });
      });
      return { ...run, signature: signed };
    },
    async writeChallengeReport({ challengeRunId, path: folder }, { user }) {
      if (!path.isAbsolute(folder)) {
        throw new CallFailure('refused', `${folder} is no whole path; give it from the root or drive on.`);
      }
      const run = findRun(challengeRunId);
      const content = { run, verdicts: challengeVerdicts(db, challengeRunId), auditHead: audit.head() };
      const file = await writeChallengeReport(home, folder, content);
      audit.tell({ by: user, action: 'exported', record: file });
      return { path: file };
    },
  };
}

/** Newest version of every product's recipe; demonstrations have nothing to prove. */
function newestRecipes(db: StationParts['db']): Recipe[] {
  const newest = new Map<RecipeId, Recipe>();
  for (const recipe of listRecipes(db)) {
    if (recipe.purpose === 'production' && !newest.has(recipe.recipeId)) newest.set(recipe.recipeId, recipe);
  }
  return [...newest.values()];
}
