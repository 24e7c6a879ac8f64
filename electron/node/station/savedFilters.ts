import { CallFailure } from '../../common/callFailure.ts';
import type { Caller, StationHandlers } from '../../common/contract.ts';
import type { SavedFilter } from '../../common/historyAnswers.ts';
import { mayAct } from '../../common/role.ts';
import { findSavedFilter, removeSavedFilter, savedFiltersFor, saveFilter } from '../store/savedFilters.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import { isoNow, type StationParts } from './stationParts.ts';

type Calls = Pick<StationHandlers, 'listSavedFilters' | 'saveFilter' | 'removeSavedFilter'>;

/** Filters kept by name; one for all is changed by who saved it or an engineer. */
export function savedFilterCalls(parts: StationParts): Calls {
  const { db, wallClockMs } = parts;

  function changeable(filterId: string, { user, role }: Caller): SavedFilter {
    const found = findSavedFilter(db, filterId);
    if (found === undefined) throw new CallFailure('notFound', `There is no saved filter ${filterId}.`);
    if (found.savedBy === user || (found.forAll && mayAct(role, 'engineer'))) return found;
    throw new CallFailure(
      'notAllowed',
      `The filter ${found.name} was saved by ${found.savedBy}; only they may change it.`,
    );
  }

  return {
    listSavedFilters: (_, { user }) => savedFiltersFor(db, user),
    saveFilter({ filterId, name, filter, forAll }, caller) {
      const before = filterId === null ? null : changeable(filterId, caller);
      const saved: SavedFilter = {
        filterId: before?.filterId ?? timeOrderedId(wallClockMs()),
        ...{ name, filter, forAll, savedBy: before?.savedBy ?? caller.user, savedAt: isoNow(parts) },
      };
      saveFilter(db, saved);
      return saved;
    },
    removeSavedFilter({ filterId }, caller) {
      removeSavedFilter(db, changeable(filterId, caller).filterId);
      return null;
    },
  };
}
