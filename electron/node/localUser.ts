import type { Caller } from '../common/contract.ts';

/** Whoever sits at the station or holds its token, while users are off: may do everything. */
export const localUser: Caller = { user: 'local', role: 'supervisor' };
