import {
  auditedAs,
  type Arguments,
  type Caller,
  type CallName,
  type StationHandlers,
} from '../../common/contract.ts';
import type { AuditTrail } from '../audit/auditTrail.ts';
import type { StationDatabase } from '../store/db.ts';
import type { Authentication } from '../users/authentication.ts';
import type { Sessions } from '../users/sessions.ts';
import { signedCaller } from '../users/signatures.ts';

interface AuditedParts {
  readonly db: StationDatabase;
  readonly audit: AuditTrail;
  readonly sessions: Sessions;
  readonly authentication: Authentication;
}

/** The same calls, answered in the name of their caller: signed where that is asked for, and kept in the audit trail. */
export function auditedHandlers(parts: AuditedParts, handlers: StationHandlers): StationHandlers {
  const names = Object.keys(handlers) as CallName[];
  return Object.fromEntries(
    names.map((name) => [name, audited(parts, name, handlers)]),
  ) as unknown as StationHandlers;
}

function audited<Name extends CallName>(parts: AuditedParts, name: Name, handlers: StationHandlers) {
  const { audit, sessions } = parts;
  // What a union of handlers takes is more than TypeScript can say of a name.
  const handle = handlers[name] as (args: Arguments<Name>, caller: Caller) => unknown;
  const kind = auditedAs[name];
  if (kind === 'looks') return handle;
  return async (args: Arguments<Name>, given: Caller): Promise<unknown> => {
    if (given.connection !== undefined) sessions.touch(given.connection);
    const caller = await signedCaller(parts, name, args, given);
    return audit.inNameOf(caller, async () => {
      const answer = await handle(args, caller);
      if (kind !== 'writes') audit.tell({ by: caller.user, action: kind, new: args });
      return answer;
    });
  };
}
