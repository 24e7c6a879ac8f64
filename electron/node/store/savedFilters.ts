import type { SavedFilter } from '../../common/historyAnswers.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

type Row = Omit<SavedFilter, 'filter' | 'forAll'> & { readonly filter: string; readonly forAll: 0 | 1 };
const columns = 'filterId, name, filter, savedBy, forAll, savedAt';

/** Writes it, over the one with this id if there is one. */
export function saveFilter(db: StationDatabase, one: SavedFilter): void {
  changeOne(
    db,
    `Filter ${one.name}`,
    `INSERT INTO savedFilters (${columns}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (filterId) DO UPDATE
      SET name = excluded.name, filter = excluded.filter, forAll = excluded.forAll, savedAt = excluded.savedAt`,
    ...[one.filterId, one.name, JSON.stringify(one.filter), one.savedBy, Number(one.forAll), one.savedAt],
  );
}

/** Those everybody sees and this user's own, by name. */
export function savedFiltersFor(db: StationDatabase, user: string): SavedFilter[] {
  return statement<Row>(
    db,
    `SELECT ${columns} FROM savedFilters WHERE forAll = 1 OR savedBy = ? ORDER BY name COLLATE NOCASE, filterId`,
  )
    .all(user)
    .map(fromRow);
}

export function findSavedFilter(db: StationDatabase, filterId: string): SavedFilter | undefined {
  const row = statement<Row>(db, `SELECT ${columns} FROM savedFilters WHERE filterId = ?`).get(filterId);
  return row && fromRow(row);
}

export function removeSavedFilter(db: StationDatabase, filterId: string): void {
  changeOne(db, `Filter ${filterId}`, 'DELETE FROM savedFilters WHERE filterId = ?', filterId);
}

function fromRow({ filter, forAll, ...rest }: Row): SavedFilter {
  return { ...rest, filter: JSON.parse(filter) as SavedFilter['filter'], forAll: forAll === 1 };
}
