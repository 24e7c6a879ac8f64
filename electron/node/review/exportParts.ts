import { existsSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { headFileOf } from '../audit/witnesses.ts';
import type { ExportTarget } from './exportWriter.ts';

/** The files of one export. */
export interface Parts {
  readonly place: ExportTarget['place'];
  /** Gives every file its name. */
  complete(): Promise<void>;
  /** Removes what was written. */
  remove(): Promise<void>;
}

/** `onFurther` is told the paths of all parts but the first, whenever there is one more. */
export function createParts(target: string, onFurther: (paths: readonly string[]) => void): Parts {
  const files: string[] = [];
  const further: string[] = [];
  return {
    place(part, beside) {
      const file = partPath(target, part);
      const final = beside === undefined ? file : beside(file);
      if (existsSync(final)) throw new Error(`${final} exists; an export never overwrites a file.`);
      // One that a killed station left.
      rmSync(unfinishedExport(final), { force: true });
      files.push(final);
      if (part > 0 && beside === undefined) {
        further.push(final);
        onFurther([...further]);
      }
      return unfinishedExport(final);
    },
    async complete() {
      for (const file of files) await rename(unfinishedExport(file), file);
    },
    remove: () => removeUnfinished(files),
  };
}

/** Name of part 0, 1, ... of an export: `log.xlsx`, `log-2.xlsx`. */
export function partPath(target: string, part: number): string {
  if (part === 0) return target;
  const { dir, name, ext } = path.parse(target);
  return path.join(dir, `${name}-${part + 1}${ext}`);
}

/** Removes what a review process that ended had written of an export. */
export async function removeLostExport(paths: readonly string[]): Promise<void> {
  await removeUnfinished(paths.flatMap((file) => [file, headFileOf(file)]));
}

async function removeUnfinished(files: readonly string[]): Promise<void> {
  // Where nothing could be written nothing can be removed; the first error is the one to tell.
  for (const file of files) await rm(unfinishedExport(file), { force: true }).catch(() => undefined);
}

/** Name of an export's file until it is complete. */
function unfinishedExport(file: string): string {
  return `${file}.unfinished`;
}
