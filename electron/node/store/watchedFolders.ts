import type { WatchedFolder } from '../../common/contract.ts';
import type { FolderId } from '../../common/inspection.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

export interface StoredFolder extends WatchedFolder {
  /** Everything from it is a simulation: the demo's own folder. */
  readonly simulated: boolean;
  /** False while a person has stopped it. */
  readonly inspecting: boolean;
  readonly createdAt: string;
  /** When the folder was first scanned to its end; null until then. */
  readonly firstScanAt: string | null;
}
type Row = Omit<StoredFolder, 'recursive' | 'simulated' | 'inspecting'> &
  Record<'recursive' | 'simulated' | 'inspecting', 0 | 1>;
const columns =
  'folderId, path, recursive, watching, existingFiles, simulated, inspecting, createdAt, firstScanAt';

export function insertWatchedFolder(db: StationDatabase, folder: StoredFolder): void {
  changeOne(
    db,
    `Watched folder ${folder.path}`,
    `INSERT INTO watchedFolders (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[folder.folderId, folder.path, Number(folder.recursive), folder.watching, folder.existingFiles],
    ...[Number(folder.simulated), Number(folder.inspecting), folder.createdAt, folder.firstScanAt],
  );
}

/** Those watched now, in the order they were added. */
export function listWatchedFolders(db: StationDatabase): StoredFolder[] {
  return statement<Row>(db, `SELECT ${columns} FROM watchedFolders WHERE removedAt IS NULL ORDER BY rowid`)
    .all()
    .map(fromRow);
}

/** As it is now; throws when it is not watched any more. */
export function findWatchedFolder(db: StationDatabase, folderId: FolderId): StoredFolder {
  const found = listWatchedFolders(db).find((folder) => folder.folderId === folderId);
  if (found === undefined) throw new Error(`Folder ${folderId} is not watched.`);
  return found;
}

/** One that was watched before under this path, removed or not; the newest. */
export function findFolderByPath(db: StationDatabase, path: string): StoredFolder | undefined {
  const row = statement<Row>(
    db,
    `SELECT ${columns} FROM watchedFolders WHERE path = ? ORDER BY rowid DESC LIMIT 1`,
  ).get(path);
  return row && fromRow(row);
}

/**
 * Watches a removed folder again, so that what was inspected there is not inspected twice. What came meanwhile is
 * inspected or ignored as `existingFiles` says.
 */
export function restoreWatchedFolder(db: StationDatabase, folder: StoredFolder): void {
  changeOne(
    db,
    `Watched folder ${folder.path}`,
    `UPDATE watchedFolders SET recursive = ?, watching = ?, existingFiles = ?, createdAt = ?, firstScanAt = ?,
      inspecting = 1, removedAt = NULL WHERE folderId = ?`,
    ...[Number(folder.recursive), folder.watching, folder.existingFiles, folder.createdAt],
    ...[folder.firstScanAt, folder.folderId],
  );
}

export function removeWatchedFolder(db: StationDatabase, folderId: FolderId, removedAt: string): void {
  changeFolder(db, folderId, 'removedAt', removedAt);
}

export function setInspecting(db: StationDatabase, folderId: FolderId, inspecting: boolean): void {
  changeFolder(db, folderId, 'inspecting', Number(inspecting));
}

export function setFirstScan(db: StationDatabase, folderId: FolderId, firstScanAt: string): void {
  changeFolder(db, folderId, 'firstScanAt', firstScanAt);
}

function changeFolder(db: StationDatabase, folderId: FolderId, column: string, value: string | number): void {
  changeOne(
    db,
    `Watched folder ${folderId}`,
    `UPDATE watchedFolders SET ${column} = ? WHERE folderId = ? AND removedAt IS NULL`,
    value,
    folderId,
  );
}

function fromRow(row: Row): StoredFolder {
  return {
    ...row,
    recursive: row.recursive === 1,
    simulated: row.simulated === 1,
    inspecting: row.inspecting === 1,
  };
}
