import { CallFailure } from '../../common/callFailure.ts';
import type { Arguments, Caller, CallName } from '../../common/contract.ts';
import type { ResultId } from '../../common/inspection.ts';
import type { StationDatabase } from '../store/db.ts';
import { findInspection } from '../store/inspections.ts';
import { readUserRules } from '../store/users.ts';
import type { Authentication } from './authentication.ts';

type Policy = { readonly [Name in CallName]?: (args: Arguments<Name>, db: StationDatabase) => boolean };

const always = () => true;

/** The acts that ask for an electronic signature when users are on: what changes verdicts, and who may change them. */
const policy: Policy = {
  putRecipeInForce: always,
  addWatchedFolder: always,
  addReview: ({ resultId, decision }, db) => isOverturned(db, resultId, decision),
  addReviews: ({ resultIds, decision }, db) => resultIds.some((one) => isOverturned(db, one, decision)),
  signChallengeRun: always,
  turnUsersOff: always,
  changeUserRules: always,
  addUser: always,
  changeUser: always,
  removeUser: always,
  unlockUser: always,
};

/** What the station left to a person is decided, not overturned. */
function isOverturned(db: StationDatabase, resultId: ResultId, decision: 'pass' | 'fail'): boolean {
  const verdict = findInspection(db, resultId)?.verdict;
  return (verdict === 'pass' || verdict === 'fail') && verdict !== decision;
}

/**
 * Checks the signature of a call that asks for one. Resolves to the caller with the signature it may be recorded with:
 * none where none was asked for. Rejects with `signatureNeeded` or `signatureWrong`.
 */
export async function signedCaller<Name extends CallName>(
  { db, authentication }: { readonly db: StationDatabase; readonly authentication: Authentication },
  name: Name,
  args: Arguments<Name>,
  { signature, ...caller }: Caller,
): Promise<Caller> {
  const asks = policy[name];
  const isScreen = caller.connection !== undefined;
  if (!isScreen || !readUserRules(db).on || asks === undefined || !asks(args, db)) return caller;
  if (signature === undefined) {
    throw new CallFailure(
      'signatureNeeded',
      'This has to be signed with your PIN or password, and a reason.',
    );
  }
  await authentication.prove(caller.user, signature.secret, 'signature');
  return { ...caller, signature };
}
