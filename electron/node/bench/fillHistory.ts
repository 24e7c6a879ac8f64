import { randomBytes } from 'node:crypto';
import { countRowsSql } from '../store/countRows.ts';
import { openDatabase, type StationDatabase } from '../store/db.ts';
import { insertFinding } from '../store/findings.ts';
import { insertInspection } from '../store/inspections.ts';
import { insertRecipe } from '../store/recipes.ts';
import { insertRecipeSwitch } from '../store/recipesInForce.ts';
import { insertWatchedFolder } from '../store/watchedFolders.ts';
import { madeFinding, madeInspection, type MadeStation } from './madeHistory.ts';

const rowsAtOnce = 50_000;
/** Three of ten of what did not pass were reviewed, one of five of these otherwise than the station. */
const reviewSql = `INSERT INTO reviews (resultId, decision, reason, reasonCode, "by", createdAt)
  SELECT resultId, iif(abs(random()) % 5 = 0, 'pass', 'fail'), 'looked at',
    CASE abs(random()) % 5 WHEN 0 THEN 'scratch' WHEN 1 THEN 'dirt' WHEN 2 THEN 'dent' WHEN 3 THEN 'goodPart' END, 'eva', createdAt
    FROM inspections WHERE sequence BETWEEN ? AND ? AND verdict <> 'pass' AND abs(random()) % 10 < 3`;

/**
 * Writes a made station's log into a new database, `rows` inspections with what counts them, but without their ledger rows: without
 * triggers and indices, which are put back, as they were, at the end.
 */
export function fillHistory(
  file: string,
  station: MadeStation,
  rows: number,
  onProgress: (sentence: string) => void,
): void {
  const db = openDatabase(file);
  try {
    db.pragma('foreign_keys = OFF');
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = -500000');
    seed(db, station);
    const taken = takeAway(db);
    const hex = randomBytes(32_768).toString('hex');
    const counting = countRowsSql('@from', '@to').map((sql) => db.prepare(sql));
    for (let from = 0; from < rows; from += rowsAtOnce) {
      const end = Math.min(rows, from + rowsAtOnce);
      db.transaction(() => {
        for (let index = from; index < end; index += 1) {
          const { sequence, verdict } = insertInspection(
            db,
            madeInspection(station, index, rows, Math.random, hex),
          );
          if (verdict !== 'pass') insertFinding(db, sequence, madeFinding(verdict, Math.random));
        }
        db.prepare(reviewSql).run(from + 1, end);
        for (const count of counting) count.run({ from: from + 1, to: end });
      })();
      if (end % 500_000 === 0) onProgress(`${end} of ${rows} rows are written.`);
    }
    onProgress('Making the indices.');
    for (const sql of taken) db.exec(sql);
    db.exec('ANALYZE');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

function seed(db: StationDatabase, { lines }: MadeStation): void {
  for (const { folder, products } of lines) {
    insertWatchedFolder(db, folder);
    for (const recipe of products.flat()) insertRecipe(db, recipe);
    const { recipeId, version, createdAt } = products[0]![0]!;
    insertRecipeSwitch(db, {
      ...{ folderId: folder.folderId, recipeId, version, switchedAt: createdAt, switchedBy: 'engineer' },
    });
  }
}

/** Drops the triggers and indices of the log, the last ones first; the statements make them again. */
function takeAway(db: StationDatabase): readonly string[] {
  const all = db
    .prepare<[], { type: string; name: string; sql: string }>(
      `SELECT type, name, sql FROM sqlite_schema
        WHERE type IN ('trigger', 'index') AND tbl_name IN ('inspections', 'inspectionFacts') AND sql IS NOT NULL
        ORDER BY rowid`,
    )
    .all();
  for (const { type, name } of all) db.exec(`DROP ${type} ${name}`);
  return all.map(({ sql }) => sql);
}
