import type { Caller } from '../common/contract.ts';

/** Whoever sits at the station or holds its token, as long as users are not switched on: may do everything. */
export const localUser: Caller = { user: 'local', role: 'supervisor' };
