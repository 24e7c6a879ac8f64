import { CallFailure } from '../../common/callFailure.ts';
import type { StationHandlers } from '../../common/contract.ts';
import type { Inspection, Part, ResultId } from '../../common/inspection.ts';
import { say } from '../../common/stationSentence.ts';
import { worstVerdict } from '../../common/verdict.ts';
import { picturePath } from '../picturePath.ts';
import { inTransaction, type StationDatabase } from '../store/db.ts';
import { findInspection, inspectionsOfPart, listInspections, setPictures } from '../store/inspections.ts';
import { findRecipe } from '../store/recipes.ts';
import { insertReview, reviewsOf } from '../store/reviews.ts';
import { archiveReviewed } from './archiveReviewed.ts';
import { judgedBy } from './judgedBy.ts';
import { theStation } from './record.ts';
import { isoNow, type StationParts } from './stationParts.ts';

type InspectionCalls = Pick<
  StationHandlers,
  'listInspections' | 'getInspection' | 'getPart' | 'addReview' | 'addReviews'
>;

export function inspectionCalls(parts: StationParts): InspectionCalls {
  const { db, home, lanes, record, audit } = parts;

  function find(resultId: ResultId): Inspection {
    const inspection = findInspection(db, resultId);
    if (inspection === undefined) {
      throw new CallFailure('notFound', `There is no inspection with the id ${resultId}.`);
    }
    return inspection;
  }

  /** A person's decision is worth the pixels it was made on; without them it still stands. */
  async function archive(inspection: Inspection): Promise<void> {
    const { resultId, folderId, recipeId, recipeVersion, pictures } = inspection;
    const picture = picturePath(home, resultId, 'archive');
    const recipe = findRecipe(db, recipeId, recipeVersion);
    if (pictures.includes('archive') || picture === null || recipe === undefined) return;
    try {
      await archiveReviewed(home, lanes.find(folderId).folder.path, inspection, recipe, picture);
      setPictures(db, resultId, [...find(resultId).pictures, 'archive']);
    } catch (error) {
      // The station was closed meanwhile.
      if (!db.open) return;
      const why = (error as Error).message;
      record.add(
        'archiveFailed',
        `The reviewed image ${inspection.file} was not archived: ${why}`,
        theStation,
      );
    }
  }

  async function archiveAll(inspections: readonly Inspection[]): Promise<void> {
    for (const inspection of inspections) if (db.open) await archive(inspection);
  }

  return {
    listInspections({ limit, ...filter }) {
      const found = listInspections(db, { ...filter, limit: limit + 1 });
      return { inspections: found.slice(0, limit), more: found.length > limit };
    },
    async getInspection({ resultId }) {
      const inspection = find(resultId);
      const { partId, jobId, recipeId, recipeVersion } = inspection;
      const part = partId === null ? null : partOf(db, partId, jobId, inspection.simulated);
      const reviews = reviewsOf(db, resultId);
      const recipe = findRecipe(db, recipeId, recipeVersion);
      const bundle = recipe === undefined ? null : await judgedBy(home, inspection, recipe);
      return { inspection, reviews, part, judgedBy: bundle };
    },
    getPart({ partId, jobId }) {
      const part = partOf(db, partId, jobId);
      if (part !== null) return part;
      const job = jobId === null ? '' : ` of job ${jobId}`;
      throw new CallFailure('notFound', `There is no inspection of part ${partId}${job}.`);
    },
    async addReview({ resultId, decision, reason, reasonCode = null }, { user }) {
      const inspection = find(resultId);
      const review = { resultId, decision, reason, reasonCode, by: user, createdAt: isoNow(parts) };
      inTransaction(db, () => {
        insertReview(db, review);
        const [old, reviewed] = [{ verdict: inspection.verdict }, { resultId, decision }];
        audit.add({
          ...{ by: user, action: 'reviewAdded', record: inspection.file, why: reason },
          ...{ old, new: reviewed },
        });
      });
      record.add(
        'reviewAdded',
        say(decision === 'pass' ? 'reviewedPass' : 'reviewedFail', { file: inspection.file, reason }),
        user,
      );
      await archive(inspection);
      return review;
    },
    addReviews({ resultIds, decision, reasonCode, reason }, { user }) {
      const inspections = [...new Set(resultIds)].map(find);
      const said = { decision, reasonCode, reason, by: user, createdAt: isoNow(parts) };
      inTransaction(db, () => {
        for (const { resultId } of inspections) insertReview(db, { resultId, ...said });
        audit.add({
          ...{ by: user, action: 'reviewAdded', record: `${inspections.length} inspections`, why: reason },
          old: { verdicts: inspections.map(({ verdict }) => verdict) },
          new: { resultIds: inspections.map(({ resultId }) => resultId), decision, reasonCode },
        });
      });
      const sentence = `${inspections.length} inspections were reviewed as ${decision}: ${reason}`;
      record.add('reviewAdded', sentence, user);
      void archiveAll(inspections);
      return { count: inspections.length };
    },
  };
}

/** The newest inspection of every view counts; simulations are no views of a real part, so a real one is told first. */
function partOf(db: StationDatabase, partId: string, jobId: string | null, simulated?: boolean): Part | null {
  const all = inspectionsOfPart(db, partId, jobId);
  if (all.length === 0) return null;
  const isSimulated = simulated ?? all.every((one) => one.simulated);
  const views = new Map<string | null, Inspection>();
  for (const one of all) {
    if (one.simulated === isSimulated && !views.has(one.view)) views.set(one.view, one);
  }
  const shown = [...views.values()].reverse();
  return {
    partId,
    jobId,
    verdict: worstVerdict(shown.map(({ verdict }) => verdict)),
    views: shown.map(({ view, verdict, resultId }) => ({ view, verdict, resultId })),
  };
}
