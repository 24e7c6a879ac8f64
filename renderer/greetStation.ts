import { CallFailure } from '../electron/common/callFailure.ts';
import type { StationApi } from '../electron/common/contract.ts';
import type { CallerState } from '../electron/common/users.ts';
import type { KeptToken } from './keptToken.ts';

/** The first words over a fresh connection: back to the log-in of before where it still holds, else as nobody. */
export async function greetStation(call: StationApi, kept: KeptToken): Promise<CallerState> {
  const token = kept.read();
  if (token === null) return call.whoAmI({});
  try {
    return await call.resumeLogIn({ token });
  } catch (error) {
    if (!(error instanceof CallFailure && error.code === 'notFound')) throw error;
    kept.keep(null);
    return call.whoAmI({});
  }
}
