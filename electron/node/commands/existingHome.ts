import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { databaseName } from '../readLog.ts';
import { UsageError } from '../usageError.ts';

/** Absolute path of a home that holds a station. @throws UsageError when there is none. */
export function existingHome(command: string, home: string | undefined): string {
  const folder = resolve(home ?? '');
  if (existsSync(join(folder, databaseName))) return folder;
  throw new UsageError(`${command}: there is no station in ${folder}: it has no ${databaseName}.`);
}
