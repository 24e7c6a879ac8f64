import type { CallName } from '../electron/common/contract.ts';
import type { ViewName } from './route.ts';

/** The call without which a view is of no use; views not named here are for everybody who may look. */
export const viewNeeds: Readonly<Partial<Record<ViewName, CallName>>> = {
  setUp: 'startTeaching',
  lab: 'getLab',
};
