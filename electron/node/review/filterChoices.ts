import type { HeadName } from '../../../models/manifest.ts';
import type { FilterChoices } from '../../common/historyAnswers.ts';
import type { StationDatabase } from '../store/db.ts';
import { rowsNotCounted } from '../store/countOldRows.ts';
import { statement } from '../store/statement.ts';

const newestJobs = 300;

export function filterChoices(db: StationDatabase): FilterChoices {
  type Recipe = Omit<FilterChoices['recipes'][number], 'versions'> & { readonly versions: string };
  const recipes = statement<Recipe>(
    db,
    `SELECT recipeId, product, json_group_array(recipeVersion) AS versions FROM
      (SELECT DISTINCT recipeId, product, recipeVersion FROM conditions ORDER BY recipeVersion DESC)
      GROUP BY recipeId, product ORDER BY product`,
  ).all();
  return {
    folders: statement<FilterChoices['folders'][number]>(
      db,
      `SELECT folderId, path FROM watchedFolders WHERE folderId IN (SELECT folderId FROM conditions) ORDER BY path`,
    ).all(),
    recipes: recipes.map(({ versions, ...rest }) => ({
      ...rest,
      versions: JSON.parse(versions) as number[],
    })),
    heads: statement<{ head: HeadName }>(db, 'SELECT DISTINCT head FROM conditions ORDER BY head')
      .all()
      .map(({ head }) => head),
    jobIds: statement<{ jobId: string }>(
      db,
      `SELECT jobId FROM jobs ORDER BY
        (SELECT sequence FROM inspectionFacts f WHERE f.jobKey = jobs.jobKey ORDER BY sequence DESC LIMIT 1) DESC LIMIT ?`,
    )
      .all(newestJobs)
      .map(({ jobId }) => jobId),
    from: end(db, 'ASC'),
    to: end(db, 'DESC'),
    notCounted: rowsNotCounted(db),
  };
}

function end(db: StationDatabase, order: 'ASC' | 'DESC'): string | null {
  const row = statement<{ createdAt: string }>(
    db,
    `SELECT createdAt FROM inspections ORDER BY createdAt ${order} LIMIT 1`,
  ).get();
  return row?.createdAt ?? null;
}
