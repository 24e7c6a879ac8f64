import type { Inspection } from '../../common/inspection.ts';
import type { Recipe } from '../../common/recipe.ts';
import { inTransaction, type StationDatabase } from '../store/db.ts';
import { insertFinding } from '../store/findings.ts';
import { insertInspection, type NewInspection } from '../store/inspections.ts';
import { changeLedgerRow } from '../store/ledger.ts';
import type { ImageInHand } from './inHand.ts';
import { findingOf } from './judgement.ts';
import { moveTarget } from './moveTarget.ts';

export interface Committed {
  readonly one: ImageInHand;
  /** Null when the content had been inspected before. */
  readonly inspection: Inspection | null;
  readonly contentSha256: string | null;
  readonly moves: boolean;
}

/** An answered image with the row it makes, if any. */
export interface ToCommit {
  readonly one: ImageInHand;
  readonly row: NewInspection | null;
  readonly afterVerdict: Recipe['settings']['afterVerdict'];
}

/**
 * Commits answers in one flushed transaction: the inspection, the step of its ledger row and the move that is to
 * follow are there together or not at all.
 */
export function commitAnswers(db: StationDatabase, answers: readonly ToCommit[], at: Date): Committed[] {
  const changedAt = at.toISOString();
  return inTransaction(db, () =>
    answers.map(({ one, row, afterVerdict }): Committed => {
      const { image, answer } = one;
      const contentSha256 = answer?.sha256 ?? null;
      if (row === null) {
        changeLedgerRow(db, image.resultId, { state: 'unchanged', contentSha256 }, changedAt);
        return { one, inspection: null, contentSha256, moves: false };
      }
      const moves = afterVerdict === 'move' && image.problem === null;
      const ended = row.verdict === 'unreadable' ? 'unreadable' : 'judged';
      changeLedgerRow(
        db,
        image.resultId,
        moves
          ? { state: 'moving', contentSha256, moveTarget: moveTarget(row.verdict, image.file, at) }
          : { state: image.problem?.ledgerState ?? ended, contentSha256 },
        changedAt,
      );
      const inspection = insertInspection(db, row);
      const finding = answer === null ? null : findingOf(answer, row);
      if (finding !== null) insertFinding(db, inspection.sequence, finding);
      return { one, inspection, contentSha256, moves };
    }),
  );
}
